// `status`: where environments go, and what their clusters have of them.
import type { Kubectl } from '../../cluster/client/kubectl.ts';
import { applyStrategyOf, diffStrategyOf } from '../../cluster/diff/strategy.ts';
import { type ResourceStatus, readStatus } from '../../cluster/status.ts';
import type { Environment, EnvironmentSpec } from '../../manifests/environment.ts';
import { displayWidth } from '../../shared/text.ts';
import { asking, connectTo, type LoadedEnvironment, loadEnvironments } from '../clusterFlags.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addJsonnetFlags, addWorkflowFlags, type WorkflowOptions, warnUnmatched } from '../flags.ts';
import type { Io } from '../io.ts';
import { type Color, paint, printJson } from '../output.ts';

interface Options extends WorkflowOptions {
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path...>',
  description:
    'Show where environments go, and how far each of their resources is in the cluster: ready, progressing, failed or missing, with what is wrong with its pods.',
  examples: [
    ['twinhull status environments/prod', 'context, settings and resources of one environment'],
    ["twinhull status environments/prod -t 'deployment/.*'", 'some of its resources'],
    ['twinhull status environments/dev environments/prod --json', 'two of them, as JSON'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser.option('--json', 'print JSON');
    addWorkflowFlags(parser);
    addJsonnetFlags(parser);
  },
  run: async ({ args, options, io }) => {
    const found: Status[] = [];
    for await (const loaded of loadEnvironments(args, options, io)) {
      warnUnmatched(loaded, options, io);
      const status = await readEnvironmentStatus(loaded, io);
      if (!options.json) io.out(`${found.length > 0 ? '\n' : ''}${formatStatus(status, io)}`);
      found.push(status);
    }
    if (options.json) printJson(io, found.map(describeStatus));
    return 0;
  },
});

interface Status {
  readonly environment: Environment;
  readonly kubectl: Kubectl;
  readonly resources: readonly ResourceStatus[];
}

async function readEnvironmentStatus(loaded: LoadedEnvironment, io: Io): Promise<Status> {
  const { spec } = loaded.environment;
  const isServerSide = applyStrategyOf(loaded.environment) === 'server';
  const diffStrategy = diffStrategyOf(loaded.environment, { isServerSide });
  const environment = { ...loaded.environment, spec: { ...spec, diffStrategy } };
  const kubectl = await connectTo(loaded, io);
  const resources = await asking(io, environment, () => readStatus(kubectl, loaded.selected));
  return { environment, kubectl, resources };
}

function describeStatus({ environment: { metadata, spec }, kubectl, resources }: Status): object {
  const { context, cluster, server } = kubectl.cluster;
  return { environment: metadata.name ?? '', context, cluster, server, spec, resources };
}

/** As Tanka writes it, up to the last column. */
function formatStatus({ environment: { spec }, kubectl: { cluster }, resources }: Status, io: Io): string {
  const lines = [
    `Context: ${cluster.context}`,
    `Cluster: ${cluster.cluster}`,
    'Environment:',
    ...listFields(spec).map(([name, value]) => `  ${name}: ${formatGo(value)}`),
    'Resources:',
    ...formatRows([
      ['NAMESPACE', 'OBJECTSPEC', 'STATUS'],
      ...resources.map((resource) => [
        resource.namespace,
        `${resource.kind}/${resource.name}`,
        formatState(resource, io),
      ]),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

type GoValue = string | boolean | readonly string[] | { readonly [key: string]: GoValue };

/** The names of Tanka's own type, in the order of the alphabet; all of them, also those without a value. */
function listFields(spec: EnvironmentSpec): readonly (readonly [name: string, value: GoValue])[] {
  const { annotations = {}, labels = {} } = spec.resourceDefaults;
  return [
    ['APIServer', spec.apiServer ?? ''],
    ['ApplyStrategy', spec.applyStrategy ?? ''],
    ['ContextNames', spec.contextNames ?? []],
    ['DiffStrategy', spec.diffStrategy ?? ''],
    ['ExpectVersions', { Tanka: spec.expectVersions.tanka ?? '' }],
    ['ExportJsonnetImplementation', spec.exportJsonnetImplementation ?? ''],
    ['InjectLabels', spec.injectLabels ?? false],
    ['Namespace', spec.namespace],
    ['ResourceDefaults', { Annotations: annotations, Labels: labels }],
    ['TankaEnvLabelFromFields', spec.tankaEnvLabelFromFields ?? []],
  ];
}

/** As the verb `%v` of Go's fmt: `map[a:1 b:2]`, `[a b]`. */
function formatGo(value: GoValue): string {
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.join(' ')}]`;
  const entries = Object.entries(value).map(([key, entry]) => `${key}:${formatGo(entry)}`);
  return `map[${entries.join(' ')}]`;
}

function isList(value: GoValue): value is readonly string[] {
  return Array.isArray(value);
}

/** Indented by two blanks, columns four blanks apart; the last one is not padded. */
function formatRows(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))) + 4);
  const pad = (text: string, width = 0): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)));
  return rows.map((row) => `  ${row.map((cell, column) => pad(cell, widths[column])).join('')}`);
}

const stateColors: Readonly<Record<ResourceStatus['state'], Color>> = {
  ready: 'green',
  progressing: 'yellow',
  failed: 'red',
  missing: 'yellow',
};

/** `1/1 ready`, `missing`, `progressing: 0/1 available (Pod/web-1: …)`, `hook pre-install: 1 completed`. */
function formatState({ hook, state, text, pods }: ResourceStatus, io: Io): string {
  const words = state === 'ready' ? text || state : [state, text].filter((word) => word !== '').join(': ');
  const reasons = pods.length === 0 ? '' : ` (${pods.join('; ')})`;
  const colored = paint(io, stateColors[state], words + reasons);
  // A hook is there only while it runs, or as long as its policy keeps it.
  if (hook && state === 'missing') return `hook ${hook.join(',')}`;
  return hook ? `hook ${hook.join(',')}: ${colored}` : colored;
}
