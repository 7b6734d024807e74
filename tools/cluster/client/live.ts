// What the cluster has of an environment's objects, read at once.
import { formatList, type Manifest, nameOf, namespaceOf, toReference } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { keyOf } from './identity.ts';
import { failed, type Kubectl } from './kubectl.ts';

export interface Live {
  /** The object as the cluster has it, with managed fields. */
  readonly find: (manifest: JsonObject) => JsonObject | undefined;
  /** Whether the cluster does not know the kind. */
  readonly isUnknown: (manifest: JsonObject) => boolean;
  /** How many there are. */
  readonly count: number;
  /** Where the objects are that name no namespace. */
  readonly namespace: string;
}

/** Fails with ToolError `kubectl-failed` where something may not be read, or the cluster does not answer. */
export async function readLive(kubectl: Kubectl, manifests: readonly JsonObject[]): Promise<Live> {
  const named = manifests.filter((manifest) => nameOf(manifest) !== '');
  if (named.length === 0) return createLive([], kubectl);
  const stdin = formatList(named.map((manifest) => toReference(manifest)));
  const args = ['get', '-f', '-', '--ignore-not-found', '-o', 'json', '--show-managed-fields'];
  const result = await kubectl.run(args, { stdin, exitCodes: [0, 1] });
  const { unknown, problems } = readProblems(result.stderr);
  if (result.exitCode !== 0 && (problems.length > 0 || unknown.size === 0))
    throw failed(kubectl, args, problems.join('\n'));
  return createLive(readItems(result.stdout), kubectl, unknown);
}

/** kubectl tells every object whose kind the cluster does not have, and goes on. */
const unknownKind = /no matches for kind "([^"]+)" in version "([^"]+)"/;

function readProblems(stderr: string) {
  const unknown = new Set<string>();
  const problems: string[] = [];
  for (const line of stderr.split('\n').filter((text) => text.trim() !== '')) {
    const [, kind, version] = unknownKind.exec(line) ?? [];
    if (kind !== undefined) unknown.add(`${version}/${kind}`);
    else if (!/^ensure CRDs are installed first|^Warning:/.test(line)) problems.push(line);
  }
  return { unknown, problems };
}

/** One object, a List of several, or nothing at all. */
export function readItems(stdout: string): readonly Manifest[] {
  if (stdout.trim() === '') return [];
  const result = JSON.parse(stdout) as Json;
  if (!isJsonObject(result)) return [];
  return (Array.isArray(result.items) ? result.items : [result]) as readonly Manifest[];
}

/** `unknown` are kinds that the cluster does not have: `example.test/v1/Bell`. */
export function createLive(
  objects: readonly JsonObject[],
  { cluster: { namespace } }: Pick<Kubectl, 'cluster'>,
  unknown: ReadonlySet<string> = new Set(),
): Live {
  const byKey = new Map(objects.map((object) => [keyOf(object), object]));
  return {
    // Objects outside of namespaces are found although the pipeline gives every custom resource a namespace.
    find: (manifest) =>
      byKey.get(keyOf(manifest, namespaceOf(manifest) || namespace)) ?? byKey.get(keyOf(manifest, '')),
    isUnknown: ({ apiVersion, kind }) => unknown.has(`${String(apiVersion)}/${String(kind)}`),
    count: objects.length,
    namespace,
  };
}
