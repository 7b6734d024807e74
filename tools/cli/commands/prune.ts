// `prune`: deletes what environments have applied and do not name any more.
import type { Assessment } from '../../cluster/assess.ts';
import type { Kubectl } from '../../cluster/client/kubectl.ts';
import { protectedKinds } from '../../cluster/inventory/judge.ts';
import { findOrphans, type OrphanRequest, type Orphans } from '../../cluster/inventory/orphans.ts';
import { assessPrune, pruneOrphans } from '../../cluster/prune.ts';
import type { Manifest } from '../../manifests/manifest.ts';
import { refOf } from '../../parity/classify/finding.ts';
import type { ObjectRef } from '../../parity/model.ts';
import { printAssessment } from '../changes.ts';
import {
  addChangeFlags,
  asking,
  type ChangeOptions,
  type ConnectedEnvironment,
  changeEnvironments,
  dryRunOf,
  inventoryOf,
  listenTo,
} from '../clusterFlags.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { confirmDeletion, printDeletion, printStaying } from '../deletion.ts';
import { collectList, misuse } from '../flags.ts';
import type { Io } from '../io.ts';

interface Options extends ChangeOptions {
  readonly namespace?: string;
  readonly allNamespaces?: true;
  readonly includeProtected?: readonly string[];
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path...>',
  description:
    'Delete what environments have applied and Jsonnet does not name any more, after showing it and asking. What another project, a controller or a replicator has made stays, and is told with the reason. Namespaces, CustomResourceDefinitions and PersistentVolumeClaims stay unless --include-protected names their kind. Needs spec.injectLabels.',
  examples: [
    ['twinhull prune environments/prod', 'asks before anything is deleted'],
    ['twinhull prune environments/prod --dry-run server', 'what would go, and what would stay and why'],
    ['twinhull prune environments/prod --auto-approve always --json', 'in a pipeline'],
    ["twinhull prune environments/prod -t 'configmap/.*'", 'some of it'],
    [
      'twinhull prune environments/prod --include-protected PersistentVolumeClaim',
      'with claims and their data',
    ],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser
      .option('--namespace <name>', 'only what is in this namespace')
      .option(
        '--all-namespaces',
        'where no inventory tells: also in namespaces that the environment has left',
      )
      .option(
        '--include-protected <kinds>',
        `also delete objects of these kinds: ${protectedKinds.join(', ')}`,
        readProtected,
      );
    addChangeFlags(parser, 'for the objects of a kind to go', 10);
  },
  run: (request) => changeEnvironments(request, pruneOne),
});

function readProtected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...collectList(value).map((name) => readKind(name.trim()))];
}

function readKind(name: string): string {
  const kind = protectedKinds.find((known) => known.toLowerCase() === name.toLowerCase());
  if (kind) return kind;
  throw misuse(`--include-protected takes ${protectedKinds.join(', ')}, not \`${name}\``);
}

async function pruneOne(loaded: ConnectedEnvironment, options: Options, io: Io): Promise<void> {
  const { environment, manifests, kubectl, report } = loaded;
  const request = { ...(await inventoryOf(loaded, options, io)), manifests, ...limitsOf(options) };
  const { found, assessment } = await asking(io, environment, () => search(kubectl, request));
  if (!options.json) {
    await printFound(found, io);
    printAssessment(assessment, io);
  }
  const pruned: ObjectRef[] = [];
  report({
    environment: environment.metadata.name,
    context: kubectl.cluster.context,
    dryRun: dryRunOf(options) ?? null,
    pruned,
    kept: found.kept.map(({ object, reason }) => ({ ...refOf(object), reason })),
    findings: assessment.findings,
  });
  const namespace = options.namespace ?? environment.spec.namespace;
  if (found.orphans.length > 0) confirmDeletion('Pruning from', { kubectl, namespace }, options, io);
  const listener = listenTo(options, io);
  const onDeleted = (object: Manifest): void => void pruned.push(refOf(object));
  await pruneOrphans(kubectl, found, { ...request, ...listener, onDeleted }).finally(listener.clear);
}

function limitsOf({ target = [], namespace, allNamespaces, includeProtected = [] }: Options) {
  return {
    targets: target,
    ...(namespace === undefined ? {} : { namespace }),
    allNamespaces: allNamespaces ?? false,
    includedKinds: includeProtected,
  };
}

interface Search {
  readonly found: Orphans;
  readonly assessment: Assessment;
}

async function search(kubectl: Kubectl, request: OrphanRequest): Promise<Search> {
  const found = await findOrphans(kubectl, request);
  return { found, assessment: await assessPrune(kubectl, found, request) };
}

async function printFound({ orphans, kept }: Orphans, io: Io): Promise<void> {
  await printDeletion(orphans, io);
  printStaying('Kept:', kept, io);
  if (orphans.length === 0) io.err('Nothing found to prune.\n');
}
