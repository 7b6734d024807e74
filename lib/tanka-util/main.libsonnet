// The parts of tanka-util that need the tool: charts and kustomizations, found beside the file that asks for them.
// An environment that imports the real tanka-util needs this no more than Tanka itself.
{
  helm: {
    // new(std.thisFile) gives what renders the charts that lie relative to that file.
    new(calledFrom):: {
      template(name, chart, options={})::
        std.native('helmTemplate')(name, chart, options { calledFrom: calledFrom }),
    },
  },

  kustomize: {
    // new(std.thisFile) gives what builds the kustomizations that lie relative to that file.
    new(calledFrom):: {
      build(path, options={})::
        std.native('kustomizeBuild')(path, options { calledFrom: calledFrom }),
    },
  },
}
