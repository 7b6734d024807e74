// How each program of the control plane is started, and the files that they share.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ControlProgram } from './programs.ts';

export interface Setting {
  readonly directory: string;
  readonly token: string;
  readonly server: number;
  readonly store: number;
  readonly peer: number;
}

type Arguments = (setting: Setting) => readonly string[];

/** The certificate that the API server makes for itself when it starts for the first time. */
export function certificateOf(directory: string): string {
  return join(directory, 'certificates', 'apiserver.crt');
}

/** The key of that certificate. */
export function keyOf(directory: string): string {
  return join(directory, 'certificates', 'apiserver.key');
}

export function kubeconfigOf(directory: string): string {
  return join(directory, 'kubeconfig');
}

/** The arguments of each program. */
export const argumentsOf: Readonly<Record<ControlProgram, Arguments>> = {
  etcd: ({ directory, store, peer }) => [
    ...['--data-dir', join(directory, 'etcd')],
    ...['--listen-client-urls', local(store), '--advertise-client-urls', local(store)],
    ...['--listen-peer-urls', local(peer), '--initial-advertise-peer-urls', local(peer)],
    ...['--initial-cluster', `default=${local(peer)}`],
    ...['--log-level', 'warn', '--unsafe-no-fsync'],
  ],
  'kube-apiserver': ({ directory, server, store }) => [
    ...['--etcd-servers', local(store)],
    ...['--bind-address', '127.0.0.1', '--advertise-address', '127.0.0.1', '--secure-port', String(server)],
    // The address of a loopback device may not be an endpoint, and nothing asks for one.
    ...['--endpoint-reconciler-type', 'none'],
    ...['--cert-dir', join(directory, 'certificates'), '--token-auth-file', join(directory, 'tokens')],
    ...['--authorization-mode', 'RBAC', '--service-cluster-ip-range', '10.96.0.0/16'],
    ...['--service-account-issuer', 'https://kubernetes.default.svc'],
    ...['--service-account-key-file', join(directory, 'service-account.pub')],
    ...['--service-account-signing-key-file', join(directory, 'service-account.key')],
    '--allow-privileged',
  ],
  'kube-controller-manager': ({ directory }) => [
    ...['--kubeconfig', kubeconfigOf(directory), ...unlimited],
    ...['--service-account-private-key-file', join(directory, 'service-account.key')],
    ...['--root-ca-file', certificateOf(directory)],
    // Nodes have no heartbeat here, and no node is ever to be found dead because a test paused the API server.
    ...['--controllers', '*,-node-lifecycle-controller', '--leader-elect=false', '--secure-port', '0'],
  ],
  'kube-scheduler': ({ directory }) => [
    ...['--kubeconfig', kubeconfigOf(directory), ...unlimited],
    ...['--leader-elect=false', '--secure-port', '0'],
  ],
  kwok: ({ directory }) => [
    ...['--kubeconfig', kubeconfigOf(directory), '--manage-all-nodes'],
    ...['nodes', 'pods', 'claims'].flatMap((name) => ['--config', stageFile(name)]),
  ],
};

const unlimited = ['--kube-api-qps', '1000', '--kube-api-burst', '2000'];

function local(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function stageFile(name: string): string {
  return fileURLToPath(new URL(`stages/${name}.yaml`, import.meta.url));
}

/** Writes what the API server reads when it starts: who may do everything, and the keys of service accounts. */
export function writeCredentials({ directory, token }: Setting): void {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const secret = { mode: 0o600 };
  writeFileSync(join(directory, 'tokens'), `${token},admin,admin,"system:masters"\n`, secret);
  writeFileSync(join(directory, 'service-account.key'), privateKey, secret);
  writeFileSync(join(directory, 'service-account.pub'), publicKey, secret);
}

/** Writes the kubeconfig; the API server has to have made its certificate. */
export function writeKubeconfig({ directory, token, server }: Setting): void {
  const file = kubeconfigOf(directory);
  writeUserConfig(file, { server: `https://127.0.0.1:${server}`, directory, user: 'admin', token });
}

export interface UserConfig {
  /** `https://127.0.0.1:…` */
  readonly server: string;
  /** Of the control plane. */
  readonly directory: string;
  readonly user: string;
  readonly token: string;
}

/** Writes a kubeconfig whose one context is called `test`. */
export function writeUserConfig(file: string, { server, directory, user, token }: UserConfig): void {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user, namespace: 'default' } }],
    clusters: [
      {
        name: 'test',
        cluster: {
          server,
          'certificate-authority-data': readFileSync(certificateOf(directory)).toString('base64'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
  };
  writeFileSync(file, JSON.stringify(config, undefined, 2), { mode: 0o600 });
}
