// A validating webhook inside the test: one that allows, refuses, is slow or is down, as the test says at the time.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../tools/shared/json.ts';
import { certificateOf, keyOf } from './arguments.ts';
import type { Cluster } from './cluster.ts';

/** What the API server asks about. */
export interface Reviewed {
  readonly operation: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The object is not stored, whatever the verdict: kubectl diff asks so. */
  readonly dryRun: boolean;
}

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly message: string };

export interface WebhookOptions {
  /** Only objects of this namespace are asked about. */
  readonly namespace: string;
  /** `{ apiGroups, apiVersions, operations, resources }`; by default whatever is made or changed. */
  readonly rule?: JsonObject;
  /** Without an answer, objects are refused (`Fail`, the default) or let through. */
  readonly failurePolicy?: 'Fail' | 'Ignore';
  /** How long the API server waits for an answer; 1 by default. */
  readonly timeoutSeconds?: number;
}

export interface Webhook {
  /** What was asked, in its order: `CREATE ConfigMap/settings`. */
  readonly asked: readonly string[];
  /** Decides from now on; at first everything is allowed. */
  readonly decide: (judge: (object: Reviewed) => Verdict) => void;
  /** Every answer takes that many milliseconds from now on. */
  readonly delay: (milliseconds: number) => void;
  /** Nothing listens any more, and the API server is still told to ask. */
  readonly down: () => Promise<void>;
  /** The API server is told to ask no more; what listens ends. */
  readonly remove: () => Promise<void>;
}

const everything: JsonObject = {
  apiGroups: ['*'],
  apiVersions: ['*'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['*'],
};

/** Starts a server on a free port of 127.0.0.1, and has the API server ask it. */
export async function startWebhook(cluster: Cluster, options: WebhookOptions): Promise<Webhook> {
  const asked: string[] = [];
  let judge: (object: Reviewed) => Verdict = () => ({ allowed: true });
  let pause = 0;
  const server = await listen(cluster, async (object) => {
    asked.push(`${object.operation} ${object.kind}/${object.name}`);
    await sleep(pause);
    return judge(object);
  });
  const path = await configure(cluster, server, options);
  const down = () => end(server);
  return {
    asked,
    decide: (next) => {
      judge = next;
    },
    delay: (milliseconds) => {
      pause = milliseconds;
    },
    down,
    remove: async () => {
      await cluster.request('DELETE', path);
      await down();
    },
  };
}

async function listen(
  { directory }: Cluster,
  answer: (object: Reviewed) => Promise<Verdict>,
): Promise<Server> {
  // The API server's own: it made it for 127.0.0.1.
  const identity = { cert: readFileSync(certificateOf(directory)), key: readFileSync(keyOf(directory)) };
  const server = createServer(identity, async (incoming, outgoing) => {
    const review = JSON.parse(await text(incoming)) as Review;
    const { allowed, ...rest } = await answer(describe(review));
    const status = 'message' in rest ? { status: { code: 403, message: rest.message } } : {};
    const response = { uid: review.request.uid, allowed, ...status };
    outgoing.setHeader('Content-Type', 'application/json');
    outgoing.end(JSON.stringify({ apiVersion: review.apiVersion, kind: review.kind, response }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return server;
}

interface Review {
  readonly apiVersion: string;
  readonly kind: string;
  readonly request: {
    readonly uid: string;
    readonly operation: string;
    readonly kind: { readonly kind: string };
    readonly namespace?: string;
    readonly name?: string;
    readonly dryRun?: boolean;
  };
}

function describe({
  request: { operation, kind, namespace = '', name = '', dryRun = false },
}: Review): Reviewed {
  return { operation, kind: kind.kind, namespace, name, dryRun };
}

async function configure(cluster: Cluster, server: Server, options: WebhookOptions): Promise<string> {
  const { namespace, rule = everything, failurePolicy = 'Fail', timeoutSeconds = 1 } = options;
  const { port } = server.address() as AddressInfo;
  const path = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
  const name = `${namespace}-${port}`;
  const webhook: JsonObject = {
    name: 'judge.twinhull.test',
    clientConfig: {
      url: `https://127.0.0.1:${port}/`,
      caBundle: readFileSync(certificateOf(cluster.directory)).toString('base64'),
    },
    rules: [rule],
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    failurePolicy,
    timeoutSeconds,
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
  };
  const kind = 'ValidatingWebhookConfiguration';
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const { status, body } = await cluster.request('POST', path, {
    apiVersion,
    kind,
    metadata: { name },
    webhooks: [webhook],
  });
  if (status !== 201) throw new Error(`the webhook was not taken: ${JSON.stringify(body)}`);
  return `${path}/${name}`;
}

function end(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
