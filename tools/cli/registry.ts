// The table of commands: name, one line of help, and the module that is loaded only when the command runs.
import type { AnyCommand } from './command.ts';

export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: AnyCommand }>;
}

/** Names of several words are commands of a group: `env list`. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  show: {
    summary: 'print the manifests of environments as YAML',
    load: () => import('./commands/show.ts'),
  },
  diff: {
    summary: 'compare environments with what their clusters have',
    load: () => import('./commands/diff.ts'),
  },
  apply: {
    summary: 'make clusters what environments say',
    load: () => import('./commands/apply.ts'),
  },
  prune: {
    summary: 'delete what environments do not name any more',
    load: () => import('./commands/prune.ts'),
  },
  delete: {
    summary: 'delete all that environments name',
    load: () => import('./commands/delete.ts'),
  },
  status: {
    summary: 'show where environments go and what their clusters have of them',
    load: () => import('./commands/status.ts'),
  },
  eval: {
    summary: 'print what an environment evaluates to, as JSON',
    load: () => import('./commands/eval.ts'),
  },
  export: {
    summary: 'write the manifests of environments to files',
    load: () => import('./commands/export.ts'),
  },
  init: {
    summary: 'make a new project',
    load: () => import('./commands/init.ts'),
  },
  'init app': {
    summary: 'make a new application in a project',
    load: () => import('./commands/initApp.ts'),
  },
  'env list': {
    summary: 'list environments',
    load: () => import('./commands/envList.ts'),
  },
  'env add': {
    summary: 'make a new environment',
    load: () => import('./commands/envAdd.ts'),
  },
  'env set': {
    summary: 'change what describes an environment',
    load: () => import('./commands/envSet.ts'),
  },
  'env remove': {
    summary: 'remove an environment',
    load: () => import('./commands/envRemove.ts'),
  },
  'tool jpath': {
    summary: 'print the import paths of an environment',
    load: () => import('./commands/toolJpath.ts'),
  },
  'tool imports': {
    summary: 'list the files that an environment imports',
    load: () => import('./commands/toolImports.ts'),
  },
  fmt: {
    summary: 'format Jsonnet files',
    load: () => import('./commands/fmt.ts'),
  },
  lint: {
    summary: 'look for likely mistakes in Jsonnet files',
    load: () => import('./commands/lint.ts'),
  },
  'tool importers': {
    summary: 'list the environments that import files',
    load: () => import('./commands/toolImporters.ts'),
  },
  'tool importers-count': {
    summary: 'count the environments that import each file of a folder',
    load: () => import('./commands/toolImportersCount.ts'),
  },
  'tool charts init': {
    summary: 'make the first chartfile.yaml of a folder',
    load: () => import('./commands/toolChartsInit.ts'),
  },
  'tool charts add': {
    summary: 'add charts to chartfile.yaml and pull them',
    load: () => import('./commands/toolChartsAdd.ts'),
  },
  'tool charts add-repo': {
    summary: 'add a repository to chartfile.yaml',
    load: () => import('./commands/toolChartsAddRepo.ts'),
  },
  'tool charts vendor': {
    summary: 'pull the charts of chartfile.yaml',
    load: () => import('./commands/toolChartsVendor.ts'),
  },
  'tool charts config': {
    summary: 'print chartfile.yaml as it is understood',
    load: () => import('./commands/toolChartsConfig.ts'),
  },
  'tool charts version-check': {
    summary: 'look for newer versions of the charts',
    load: () => import('./commands/toolChartsVersionCheck.ts'),
  },
  'chart export': {
    summary: 'write an application as a Helm chart',
    load: () => import('./commands/chartExport.ts'),
  },
  'chart template': {
    summary: 'print what an application renders, as `helm template` does with its chart',
    load: () => import('./commands/chartTemplate.ts'),
  },
  'chart prove': {
    summary: 'prove that a chart renders what its application does, under the real Helm',
    load: () => import('./commands/chartProve.ts'),
  },
  parity: {
    summary: 'compare what runs with what would replace it, and say what each difference risks',
    load: () => import('./commands/parity.ts'),
  },
  'parity accept': {
    summary: 'add the findings of a comparison to its reviewed file',
    load: () => import('./commands/parityAccept.ts'),
  },
  validate: {
    summary: 'check manifests against the schemas of Kubernetes',
    load: () => import('./commands/validate.ts'),
  },
  generate: {
    summary: 'bring generated files up to date',
    load: () => import('./commands/generate.ts'),
  },
  verify: {
    summary: 'check everything: engines agree, manifests are valid, files are current',
    load: () => import('./commands/verify.ts'),
  },
  completion: {
    summary: 'print the script that completes command lines in a shell',
    load: () => import('./commands/completion.ts'),
  },
  jsonnet: {
    summary: 'evaluate a Jsonnet file, as the program jsonnet does',
    load: () => import('./commands/jsonnet.ts'),
  },
};

/** Other names for commands, as Tanka has them. */
export const aliases: Readonly<Record<string, string>> = { 'env ls': 'env list', 'env rm': 'env remove' };
