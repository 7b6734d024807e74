// A side that is a cluster: the objects that the other side names, as the API server has them.
import {
  formatList,
  isList,
  type Manifest,
  metadataOf,
  nameOf,
  toReference,
} from '../../manifests/manifest.ts';
import { type RunResult, runProgram } from '../../process/run.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Side, SourcedObject } from '../model.ts';
import { type SideOptions, type SideRequest, unknownSide } from './request.ts';

/** `live:`, or `live:CONTEXT`. What the cluster does not have is not among the objects. Fails with ToolError `cluster-read`. */
export async function readLiveSide({ label, target, options }: SideRequest): Promise<Side> {
  const { other } = options;
  if (other === undefined) throw unknownSide(label, 'the other side has to name the objects');
  const cluster: Cluster = { context: options.context ?? target, options };
  await kubectl(cluster, ['get', '--raw=/version'], { timeout: 15_000 });
  const named = other.objects.flatMap(({ manifest }) => expand(manifest)).filter((one) => nameOf(one) !== '');
  // A namespace does no harm to what has none.
  const fallback = other.namespace ?? options.namespace ?? 'default';
  const items = named.map((manifest) => toReference(manifest, fallback));
  const objects = items.length === 0 ? [] : await readObjects(cluster, items);
  const { namespace, release } = other;
  const place = {
    ...(namespace === undefined ? {} : { namespace }),
    ...(release === undefined ? {} : { release }),
  };
  return {
    label,
    objects: objects.map((object) => toSourced(object, label)),
    missing: [],
    live: true,
    ...place,
  };
}

function expand(manifest: Manifest): readonly Manifest[] {
  if (!isList(manifest)) return [manifest];
  return (manifest.items as readonly Json[]).filter(isJsonObject).flatMap((item) => expand(item as Manifest));
}

interface Cluster {
  /** '' is the current one. */
  readonly context: string;
  readonly options: SideOptions;
}

async function readObjects(cluster: Cluster, items: readonly JsonObject[]): Promise<readonly JsonObject[]> {
  const args = ['get', '--filename=-', '--ignore-not-found', '--output=json', '--show-managed-fields'];
  const { stdout } = await kubectl(cluster, args, { stdin: formatList(items) });
  const result = stdout.trim() === '' ? {} : (JSON.parse(stdout) as JsonObject);
  if (!isList(result)) return isJsonObject(result) && 'kind' in result ? [result] : [];
  return (result.items as readonly Json[]).filter(isJsonObject);
}

/** kubectl tells every object whose kind the cluster does not have, and goes on. */
const unknownKind = /no matches for kind|ensure CRDs are installed first/;

async function kubectl(
  { context, options }: Cluster,
  args: readonly string[],
  { stdin = '', timeout }: { readonly stdin?: string; readonly timeout?: number },
): Promise<RunResult> {
  const flags = ['--request-timeout=10s', ...(context === '' ? [] : [`--context=${context}`])];
  const run = { stdin, exitCodes: [0, 1], ...(timeout === undefined ? {} : { timeout }) };
  const env = options.env ?? {};
  const result = await runProgram('kubectl', [...args, ...flags], { ...run, env }).catch((error: unknown) => {
    if (error instanceof ToolError && error.code === 'program-timeout') throw fail(context, messageOf(error));
    throw error;
  });
  const problems = result.stderr.split('\n').filter((line) => line.trim() !== '' && !unknownKind.test(line));
  if (result.exitCode === 0 || problems.length === 0) return result;
  throw fail(context, problems.at(-1) ?? '');
}

function fail(context: string, problem: string): ToolError {
  const cluster = context === '' ? 'the current context' : `the context ${context}`;
  return new ToolError('cluster-read', { cluster, problem: problem.replace(/^error: /i, '') });
}

/** What the API server sets and nobody can apply. */
const serverFields = ['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'selfLink'] as const;

/** A live object as one of a side; its managed fields stand beside it. */
export function toSourced(object: JsonObject, source: string): SourcedObject {
  const { status: _, ...rest } = object;
  const { managedFields, ...metadata } = { ...metadataOf(object) };
  for (const field of serverFields) delete (metadata as Record<string, Json>)[field];
  const manifest = { ...rest, metadata: withoutNameLabel(object, metadata) } as unknown as Manifest;
  return { manifest, source, ...(Array.isArray(managedFields) ? { managedFields } : {}) };
}

/** Every Namespace gets a label with its own name. */
function withoutNameLabel({ kind }: JsonObject, metadata: JsonObject): JsonObject {
  const { labels, ...rest } = metadata;
  if (kind !== 'Namespace' || !isJsonObject(labels)) return metadata;
  const { 'kubernetes.io/metadata.name': _, ...own } = labels;
  return Object.keys(own).length === 0 ? rest : { ...rest, labels: own };
}
