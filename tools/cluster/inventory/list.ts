// Objects by their label: one request for each kind, whatever their number, and no more rights than are needed.
import { environmentLabel } from '../../manifests/environmentLabel.ts';
import { failed, type Kubectl } from '../client/kubectl.ts';

export interface ListRequest {
  /** As kubectl calls them: `Deployment.apps`, `services`. */
  readonly resources: readonly string[];
  /** The value of `tanka.dev/environment`. */
  readonly label: string;
  /** Where to look when the user may not look everywhere. */
  readonly namespaces: readonly string[];
  /** Look in these namespaces only. */
  readonly isLimited?: boolean;
  /** More arguments of kubectl: the form of the output. */
  readonly output: readonly string[];
}

export interface Listed {
  /** What kubectl printed, once for each call. */
  readonly texts: readonly string[];
  /** What may not be listed, or cannot be at the moment, as kubectl calls it: `deployments.apps`. */
  readonly unreadable: readonly string[];
}

/** Kinds that the cluster does not have are left out. Fails with ToolError `kubectl-failed`. */
export async function listLabelled(kubectl: Kubectl, request: ListRequest): Promise<Listed> {
  const { namespaces, isLimited = false } = request;
  if (isLimited) return listIn(kubectl, namespaces, request);
  const everywhere = await call(kubectl, ['-A'], request);
  if (everywhere.unreadable.length === 0) return everywhere;
  // The messages name kinds as they are in the cluster, also where they were asked for under another name.
  const rest = await listIn(kubectl, namespaces, { ...request, resources: everywhere.unreadable });
  return { texts: [...everywhere.texts, ...rest.texts], unreadable: rest.unreadable };
}

/** Unreadable is what cannot be listed in one of the namespaces. */
async function listIn(
  kubectl: Kubectl,
  namespaces: readonly string[],
  request: ListRequest,
): Promise<Listed> {
  const texts: string[] = [];
  const unreadable = new Set<string>();
  for (const namespace of namespaces) {
    const listed = await call(kubectl, ['-n', namespace], request);
    texts.push(...listed.texts);
    for (const resource of listed.unreadable) unreadable.add(resource);
  }
  return { texts, unreadable: namespaces.length === 0 ? request.resources : [...unreadable] };
}

/** kubectl names the first that it does not find, without the group. */
export const unknownType: RegExp = /^error: the server doesn't have a resource type "(.+)"$/m;

async function call(
  kubectl: Kubectl,
  where: readonly string[],
  { resources, label, output }: ListRequest,
): Promise<Listed> {
  let wanted = resources;
  const doubtful: string[] = [];
  while (wanted.length > 0) {
    const selector = ['-l', `${environmentLabel}=${label}`];
    const args = ['get', wanted.join(','), ...where, ...selector, ...output];
    const { stdout, stderr, exitCode } = await kubectl.run(args, { exitCodes: [0, 1] });
    const [, unknown] = unknownType.exec(stderr) ?? [];
    if (unknown === undefined) {
      const refused = exitCode === 0 ? [] : readRefused(kubectl, args, stderr);
      return { texts: [stdout], unreadable: [...doubtful, ...refused] };
    }
    const named = wanted.filter((resource) => resource === unknown || resource.split('.')[0] === unknown);
    if (named.length === 0) throw failed(kubectl, args, stderr);
    // Which one of several groups is meant is not said.
    if (named.length > 1) doubtful.push(...named);
    wanted = wanted.filter((resource) => !named.includes(resource));
  }
  return { texts: [], unreadable: doubtful };
}

const noise = /^(W|E|I)\d{4} |^Warning:|^No resources found/;
/** Which resource it is about: at the start, or in the request that is quoted. */
const refused =
  /^Error from server \((?:Forbidden|MethodNotAllowed|ServiceUnavailable|NotFound)\): (?:(\S+) is forbidden|.*\((?:get|list) ([^\s)]+)\))/;

function readRefused(kubectl: Kubectl, args: readonly string[], stderr: string): readonly string[] {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !noise.test(line));
  const names = lines.map((line) => {
    const [, forbidden, other] = refused.exec(line) ?? [];
    return forbidden ?? other;
  });
  if (names.length === 0 || names.includes(undefined)) throw failed(kubectl, args, stderr);
  return names.filter((name) => name !== undefined);
}
