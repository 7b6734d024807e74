// `delete`: deletes all that environments name.
import { splitHooks } from '../../cluster/hooks/hooks.ts';
import { entryKeyOf } from '../../cluster/inventory/entries.ts';
import { planTeardown, type Teardown, tearDown } from '../../cluster/teardown.ts';
import type { Manifest } from '../../manifests/manifest.ts';
import { refOf } from '../../parity/classify/finding.ts';
import type { ObjectRef } from '../../parity/model.ts';
import {
  addChangeFlags,
  type ChangeOptions,
  type ConnectedEnvironment,
  changeEnvironments,
  dryRunOf,
  inventoryOf,
  listenTo,
} from '../clusterFlags.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { confirmDeletion, printDeletion, printStaying } from '../deletion.ts';
import { warnUnmatched } from '../flags.ts';
import type { Io } from '../io.ts';

export const command: AnyCommand = defineCommand<ChangeOptions>({
  arguments: '<path...>',
  description:
    "Delete all objects of environments from their clusters, against the order of applying, after showing them and asking. Objects that carry another environment's label stay. The hooks pre-delete and post-delete run, and what hooks have left goes too. What Jsonnet does not name any more is left to `prune`.",
  examples: [
    ['twinhull delete environments/preview', 'asks before anything is deleted'],
    ['twinhull delete environments/preview --auto-approve always', 'in a pipeline'],
    ["twinhull delete environments/prod -t 'deployment/web'", 'some of its objects'],
    ['twinhull delete environments/prod --dry-run server', 'what would go'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    addChangeFlags(parser, 'for each hook, and for a kind to go', 10);
  },
  run: (request) => changeEnvironments({ ...request, check: warnUnmatched }, deleteOne),
});

async function deleteOne(loaded: ConnectedEnvironment, options: ChangeOptions, io: Io): Promise<void> {
  const { environment, manifests, selected, kubectl, report } = loaded;
  const request = { ...(await inventoryOf(loaded, options, io)), manifests, ...splitHooks(selected) };
  const plan = await planTeardown(kubectl, request);
  const going = [...plan.objects, ...plan.remains];
  if (!options.json) await printPlan(plan, io);
  const deleted: ObjectRef[] = [];
  report({
    environment: environment.metadata.name,
    context: kubectl.cluster.context,
    dryRun: dryRunOf(options) ?? null,
    deleted,
    skipped: plan.skipped.map(({ object, reason }) => ({ ...refOf(object), reason })),
  });
  if (going.length > 0)
    confirmDeletion('Deleting from', { kubectl, namespace: environment.spec.namespace }, options, io);
  const listener = listenTo(options, io);
  const onDeleted = (object: Manifest): void => void deleted.push(refOf(object));
  const left = await tearDown(kubectl, plan, { ...request, ...listener, onDeleted }).finally(listener.clear);
  const unnamed = left.map(entryKeyOf).join(', ');
  if (unnamed !== '')
    io.err(`Still there, because Jsonnet does not name it any more; see prune: ${unnamed}\n`);
}

async function printPlan({ objects, remains, skipped }: Teardown, io: Io): Promise<void> {
  await printDeletion([...objects, ...remains], io);
  printStaying('Skipped:', skipped, io);
  if (objects.length + remains.length === 0) io.err('Nothing found to delete.\n');
}
