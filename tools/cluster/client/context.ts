// Which context of kubectl an environment means: the first that fits its contextNames, or one of its apiServer's cluster.
import { RE2JS } from 're2js';
import type { Environment } from '../../manifests/environment.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/** A context of a kubeconfig and the cluster behind it. */
export interface ClusterInfo {
  readonly context: string;
  readonly cluster: string;
  /** `https://127.0.0.1:6443` */
  readonly server: string;
  /** Where kubectl puts and looks for what names no namespace. */
  readonly namespace: string;
}

/** `config` is what `kubectl config view -o json` prints. Fails with ToolError `cluster-unset`, `cluster-context`, `context-expression`. */
export function findContext({ metadata, spec }: Environment, config: Json): ClusterInfo {
  const { apiServer = '', contextNames = [] } = spec;
  const environment = metadata.name ?? '';
  if (apiServer === '' && contextNames.length === 0)
    throw new ToolError('cluster-unset', { environment, problem: 'neither is set' });
  if (apiServer !== '' && contextNames.length > 0)
    throw new ToolError('cluster-unset', { environment, problem: 'both are set' });
  const contexts = readContexts(config);
  const found =
    apiServer === ''
      ? findByName(contexts, contextNames, environment)
      : findByServer(contexts, apiServer, environment);
  if (found) return found;
  const wanted =
    apiServer === ''
      ? `named ${contextNames.map((name) => `\`${name}\``).join(' or ')}`
      : `whose cluster is at \`${apiServer}\``;
  const known = contexts.map(({ context, server }) => `${context} (${server})`).join(', ') || 'none';
  throw new ToolError('cluster-context', { environment, wanted, known });
}

function readContexts(config: Json): readonly ClusterInfo[] {
  const servers = new Map(
    listEntries(config, 'clusters').map(({ name, cluster }) => [name, textAt(cluster, 'server')]),
  );
  return listEntries(config, 'contexts').map(({ name, context }) => {
    const cluster = textAt(context, 'cluster');
    const namespace = textAt(context, 'namespace') || 'default';
    return { context: String(name), cluster, server: servers.get(cluster) ?? '', namespace };
  });
}

function listEntries(config: Json, key: string): readonly JsonObject[] {
  const list = isJsonObject(config) ? config[key] : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function textAt(value: Json | undefined, key: string): string {
  const text = isJsonObject(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : '';
}

function findByName(
  contexts: readonly ClusterInfo[],
  names: readonly string[],
  environment: string,
): ClusterInfo | undefined {
  for (const name of names) {
    const matches = createMatcher(name, { field: 'spec.contextNames', environment });
    const found = contexts.find(({ context }) => matches(context));
    if (found) return found;
  }
  return undefined;
}

/** Tanka looks for the address anywhere in that of a cluster, and may so take https://10.0.0.11 for https://10.0.0.1. */
function findByServer(
  contexts: readonly ClusterInfo[],
  address: string,
  environment: string,
): ClusterInfo | undefined {
  const plain = (server: string): string => server.replace(/\/$/, '');
  const exact = contexts.find(({ server }) => plain(server) === plain(address));
  if (exact) return exact;
  const matches = createMatcher(address, { field: 'spec.apiServer', environment });
  return contexts.find(({ server }) => matches(server));
}

/** A regular expression that has to match all of the name. */
function createMatcher(
  expression: string,
  place: { readonly field: string; readonly environment: string },
): (text: string) => boolean {
  try {
    const pattern = RE2JS.compile(expression);
    return (text) => pattern.matches(text);
  } catch (cause) {
    throw new ToolError('context-expression', { ...place, expression, problem: messageOf(cause) }, { cause });
  }
}
