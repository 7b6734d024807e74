// Kinds of which there may be objects to prune: those that can be listed and deleted.
import { failed, type Kubectl } from '../client/kubectl.ts';

/** Nobody applies them, and there are many. */
const events: ReadonlySet<string> = new Set(['events', 'events.events.k8s.io']);

export interface Kinds {
  /** `deployments.apps` */
  readonly resources: readonly string[];
  /** What kubectl says of groups whose server does not answer; '' where all do. */
  readonly problem: string;
}

export async function listKinds(kubectl: Kubectl, isNamespaced: boolean): Promise<Kinds> {
  const scope = isNamespaced ? ['--namespaced=true'] : [];
  const args = ['api-resources', '--verbs=list,delete', ...scope, '-o', 'name'];
  const { stdout, stderr, exitCode } = await kubectl.run(args, { exitCodes: [0, 1] });
  const resources = stdout.split('\n').filter((name) => name !== '' && !events.has(name));
  if (exitCode === 0) return { resources, problem: '' };
  const [problem] = /unable to retrieve the complete list of server APIs: .*/.exec(stderr) ?? [];
  if (problem === undefined || resources.length === 0) throw failed(kubectl, args, stderr);
  return { resources, problem };
}
