// `chart template`: what concrete evaluation gives for what one would give to `helm template`.
import { loadChartApp } from '../../chart/app.ts';
import { createTwin } from '../../chart/twin.ts';
import { sortManifests } from '../../manifests/order.ts';
import { formatYamlStream } from '../../manifests/yaml/write.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { printJson } from '../output.ts';
import { addChartInputFlags, type ChartInputOptions, findProject, readChartInputs } from './chartFlags.ts';

interface Options extends ChartInputOptions {
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<app>',
  description:
    "Print what an application's Jsonnet renders for a release: the twin of `helm template` on the exported chart, with the same values and flags. Exits with 1 when the values are refused.",
  examples: [
    ['twinhull chart template dispatch --namespace llm', 'with default values'],
    ['twinhull chart template dispatch -f values.yaml --set replicas=2', 'with values as Helm takes them'],
    ['twinhull chart template dispatch --is-upgrade --json', 'an upgrade, for another program'],
  ],
  exitCodes: 'own',
  options: (parser) => {
    addChartInputFlags(parser);
    parser.option('--json', 'print a list of manifests as JSON');
  },
  run: async ({ args: [name = ''], options, io }) => {
    const request = await readChartInputs(name, options, io);
    const result = createTwin(await loadChartApp(name, findProject())).render(request);
    if (result.kind === 'broken') throw result.error;
    if (result.kind === 'refused') {
      io.err(result.sentences.map((sentence) => `Error: ${sentence}\n`).join(''));
      return 1;
    }
    const manifests = sortManifests(result.manifests);
    if (options.json) printJson(io, manifests);
    else io.out(formatYamlStream(manifests));
    return 0;
  },
});
