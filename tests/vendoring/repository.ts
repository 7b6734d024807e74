// A repository of charts and a registry of OCI, served by the test itself; packages are made by Helm.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createPortServer, type Server as PortServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram } from '../../tools/process/run.ts';

export interface Package {
  readonly name: string;
  readonly version: string;
}

/** Enough to tell the newest of all, of a major and of a minor version apart. */
const packages: readonly Package[] = [
  ...['1.0.0', '1.0.1', '1.1.0', '2.0.0', '2.1.0-rc.1'].map((version) => ({ name: 'web', version })),
  { name: 'web-extra', version: '0.1.0' },
  { name: 'store', version: '0.3.0' },
];

/** A folder with the packages and their index. */
export async function createPackages(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'charts-'));
  for (const { name, version } of packages) {
    const source = path.join(mkdtempSync(path.join(tmpdir(), 'chart-')), name);
    mkdirSync(path.join(source, 'templates'), { recursive: true });
    const manifest = [
      `apiVersion: v2`,
      `name: ${name}`,
      `version: ${version}`,
      `appVersion: "app <${version}>"`,
    ];
    writeFileSync(path.join(source, 'Chart.yaml'), [...manifest, `description: The ${name}`, ''].join('\n'));
    writeFileSync(path.join(source, 'templates/note.yaml'), `# ${name} ${version}\n`);
    await runProgram('helm4', ['package', source, '--destination', folder]);
  }
  await runProgram('helm4', ['repo', 'index', folder]);
  return folder;
}

export interface Served {
  /** `http://127.0.0.1:1234`, or `oci://127.0.0.1:1234/team`. */
  readonly url: string;
  /** What was asked for. */
  readonly requests: string[];
  readonly close: () => void;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Serves a folder of packages. With a login, others are refused. */
export async function serveRepository(folder: string, login?: Login): Promise<Served> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (!isAllowed(request, login)) return refuse(response);
    const file = path.join(folder, path.basename(request.url ?? ''));
    if (existsSync(file) && file !== path.join(folder, '/')) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, requests, close: () => server.close() };
}

/** Serves a folder of packages as a registry, with a certificate that Helm's own function makes. */
export async function serveRegistry(
  folder: string,
  login: Login,
): Promise<Served & { readonly caFile: string }> {
  const { certificate, key } = await createCertificate();
  const caFile = path.join(mkdtempSync(path.join(tmpdir(), 'ca-')), 'ca.pem');
  writeFileSync(caFile, certificate);
  const requests: string[] = [];
  const content = createRegistry(folder);
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push(request.url ?? '');
    if (!isAllowed(request, login)) return refuse(response);
    const found = content.get((request.url ?? '').replace(/\?.*/, ''));
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': found.type,
      'content-length': found.bytes.length,
      'docker-content-digest': digestOf(found.bytes),
    });
    response.end(request.method === 'HEAD' ? undefined : found.bytes);
  };
  // Helm 3 speaks HTTP to registries on this machine, and Helm 4 HTTPS.
  const [plain, secure] = [createServer(answer), createSecureServer({ cert: certificate, key }, answer)];
  const server = createPortServer((socket) => {
    socket.once('readable', () => {
      const start = socket.read(1) as Buffer | null;
      if (start === null) return;
      socket.unshift(start);
      (start[0] === startOfTls ? secure : plain).emit('connection', socket);
    });
  });
  return {
    url: `oci://127.0.0.1:${await listen(server)}/team`,
    requests,
    caFile,
    close: () => server.close(),
  };
}

const startOfTls = 22;

async function listen(server: PortServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function isAllowed({ headers }: IncomingMessage, login: Login | undefined): boolean {
  if (!login) return true;
  const expected = Buffer.from(`${login.username}:${login.password}`).toString('base64');
  return headers.authorization === `Basic ${expected}`;
}

function refuse(response: ServerResponse): void {
  response.writeHead(401, { 'www-authenticate': 'Basic realm="charts"' }).end();
}

async function createCertificate(): Promise<{ readonly certificate: string; readonly key: string }> {
  const chart = mkdtempSync(path.join(tmpdir(), 'certificate-'));
  mkdirSync(path.join(chart, 'templates'));
  writeFileSync(path.join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: certificate\nversion: 1.0.0\n');
  writeFileSync(
    path.join(chart, 'templates/certificate.yaml'),
    '{{ $made := genSelfSignedCert "127.0.0.1" (list "127.0.0.1") nil 2 }}made: {{ $made | toJson }}\n',
  );
  const { stdout } = await runProgram('helm4', ['template', chart]);
  const made = JSON.parse(/made: (.*)/.exec(stdout)?.[1] ?? '{}') as { Cert: string; Key: string };
  return { certificate: made.Cert, key: made.Key };
}

interface Blob {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Answers by path, as the distribution specification has them. */
function createRegistry(folder: string): ReadonlyMap<string, Blob> {
  const content = new Map<string, Blob>([['/v2/', { type: 'application/json', bytes: Buffer.from('{}') }]]);
  const tags = new Map<string, string[]>();
  for (const { name, version } of packages) {
    const place = `/v2/team/${name}`;
    const add = (bytes: Buffer, type: string) => {
      content.set(`${place}/blobs/${digestOf(bytes)}`, { type, bytes });
      return { mediaType: type, digest: digestOf(bytes), size: bytes.length };
    };
    const config = Buffer.from(JSON.stringify({ name, version, apiVersion: 'v2' }));
    const manifest = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: manifestType,
        config: add(config, 'application/vnd.cncf.helm.config.v1+json'),
        layers: [
          add(
            readFileSync(path.join(folder, `${name}-${version}.tgz`)),
            'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
          ),
        ],
      }),
    );
    for (const reference of [version, digestOf(manifest)]) {
      content.set(`${place}/manifests/${reference}`, { type: manifestType, bytes: manifest });
    }
    tags.set(name, [...(tags.get(name) ?? []), version]);
  }
  for (const [name, list] of tags) {
    const bytes = Buffer.from(JSON.stringify({ name: `team/${name}`, tags: list }));
    content.set(`/v2/team/${name}/tags/list`, { type: 'application/json', bytes });
  }
  return content;
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
