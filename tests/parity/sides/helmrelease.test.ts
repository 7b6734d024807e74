// Sides that are HelmReleases, in checkouts laid out as clusters at home are, rendered with real kustomize and helm.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what postBuild substitutes
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Manifest } from '../../../tools/manifests/manifest.ts';
import type { Side } from '../../../tools/parity/model.ts';
import { readSide } from '../../../tools/parity/sides/index.ts';
import { runProgram } from '../../../tools/process/run.ts';
import { createFolder, failureOf, fixture, listObjects } from './read.ts';

const charts = fixture('charts');

/** A copy, because the fixtures lie in a repository of their own. */
function checkOut(name: 'one-cluster' | 'two-clusters'): string {
  const folder = createFolder();
  cpSync(fixture('checkouts', name), folder, { recursive: true });
  return folder;
}

function find(side: Side, kind: string): Manifest | undefined {
  return side.objects.find(({ manifest }) => manifest.kind === kind)?.manifest;
}

function sentences({ missing }: Side): readonly string[] {
  return missing.map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

const apps = 'kubernetes/apps/home';

describe('a release through chartRef to an OCIRepository', () => {
  it('has the patches of its cluster, the values of generated ConfigMaps, and substitutions of every level', async () => {
    const checkout = checkOut('one-cluster');
    const side = await readSide(path.join(checkout, apps, 'notes'), { charts });
    expect(side).toMatchObject({ release: 'notes', namespace: 'home', missing: [] });
    expect(find(side, 'Deployment')).toMatchObject({ spec: { replicas: 5 } });
    const { data } = find(side, 'ConfigMap') as { data?: Record<string, string> };
    expect(data?.greeting).toBe('hello north, world');
    expect(JSON.parse(data?.extra ?? '')).toEqual({
      fromFile: 'notes of north',
      fromComponent: 'notes',
      clusterWide: 'yes, in north',
      own: '${APP}',
    });
    expect(listObjects(side)).toContain('Pod notes-test');
    expect(side.objects.map(({ source }) => source)).toContain('notes/templates/deployment.yaml');
  });

  it('leaves the checkout as it is', async () => {
    const checkout = checkOut('one-cluster');
    await readSide(path.join(checkout, apps, 'notes'), { charts });
    const list = (folder: string) => (readdirSync(folder, { recursive: true }) as string[]).sort();
    expect(list(checkout)).toEqual(list(fixture('checkouts', 'one-cluster')));
  });

  it('is read at a revision', async () => {
    const checkout = checkOut('one-cluster');
    const git = (...args: readonly string[]) =>
      execaSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
        cwd: checkout,
      });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'before');
    const folder = path.join(checkout, apps, 'notes');
    edit(path.join(folder, 'app/helmrelease.yaml'), (text) => text.replace('${GREETING}', 'good morning'));
    const start = process.cwd();
    onTestFinished(() => process.chdir(start));
    const options = { charts: path.resolve(charts) };
    process.chdir(checkout);
    const before = await readSide(`git:HEAD:${apps}/notes`, options);
    const after = await readSide(folder, options);
    expect(find(before, 'ConfigMap')).toMatchObject({ data: { greeting: 'hello north, world' } });
    expect(find(after, 'ConfigMap')).toMatchObject({ data: { greeting: 'good morning, world' } });
  });

  it('may be one of several clusters’, by its namespace or by the file that applies it', async () => {
    const base = path.join(checkOut('two-clusters'), 'apps/base/notes');
    expect(await failureOf(base, { charts })).toMatchObject({
      code: 'helmrelease-ambiguous',
      text: expect.stringMatching(/apps\/main\/home\/notes\.yaml.*apps\/test\/notes\.yaml/),
    });
    const main = await readSide(`helmrelease:${path.join(base, '../../main/home/notes.yaml')}`, { charts });
    expect(main).toMatchObject({ namespace: 'home', missing: [] });
    expect(find(main, 'ConfigMap')).toMatchObject({ data: { greeting: 'in main' } });
    expect(find(main, 'Deployment')).toMatchObject({ spec: { replicas: 3 } });
    const trial = await readSide(`${base}#trial/notes`, { charts });
    expect(trial).toMatchObject({ namespace: 'trial', missing: [] });
    expect(find(trial, 'ConfigMap')).toMatchObject({ data: { greeting: 'in test' } });
    expect(find(trial, 'Deployment')).toMatchObject({ spec: { replicas: 1 } });
    expect(await failureOf(`${base}#home/diary`, { charts })).toMatchObject({ code: 'helmrelease-none' });
    expect(await failureOf(`${base}#nowhere/notes`, { charts })).toMatchObject({ code: 'helmrelease-none' });
  });

  it('needs no Kustomization', async () => {
    const folder = createFolder();
    const from = fixture('checkouts/two-clusters/apps/base/notes');
    for (const file of ['helmrelease.yaml', 'ocirepository.yaml'])
      cpSync(path.join(from, file), path.join(folder, file));
    writeFileSync(path.join(folder, 'values.yaml'), 'no: object\n');
    const side = await readSide(`helmrelease:${folder}`, { charts, namespace: 'llm' });
    expect(side).toMatchObject({ namespace: 'llm', missing: [] });
    expect(find(side, 'ConfigMap')).toMatchObject({ data: { greeting: 'in ${CLUSTER}' } });
  });
});

describe('a release through spec.chart', () => {
  it('has a chart from a repository of packages, with values files of its own, and is rendered further', async () => {
    const checkout = checkOut('one-cluster');
    const side = await readSide(`helmrelease:${path.join(checkout, apps, 'diary')}`, { charts });
    expect(side).toMatchObject({ release: 'my-diary', namespace: 'elsewhere', missing: [] });
    expect(find(side, 'ConfigMap')).toMatchObject({
      metadata: { namespace: 'elsewhere', labels: { team: 'diary' } },
      data: { greeting: 'bigger', extra: '{"clusterWide":"yes, in north","own":true,"word":"open-sesame"}' },
    });
    expect(find(side, 'Deployment')).toMatchObject({
      metadata: { labels: { team: 'diary' } },
      spec: {
        replicas: 3,
        template: {
          spec: { priorityClassName: 'high', containers: [{ image: 'mirror.example.org/notes:0.9.0' }] },
        },
      },
    });
    expect(find(side, 'Job')).toMatchObject({ spec: { backoffLimit: 1 } });
    expect(find(side, 'CustomResourceDefinition')).not.toHaveProperty('metadata.labels');
    expect(side.objects.find(({ manifest }) => manifest.kind === 'Job')?.source).toBe(
      'notes/templates/hooks.yaml',
    );
  });

  it('has values files of a package too, and leaves hooks to themselves where it says so', async () => {
    const checkout = checkOut('one-cluster');
    const file = path.join(checkout, apps, 'diary/app/helmrelease.yaml');
    edit(file, (text) => text.replace('  postRenderers:', '  postRenderStrategy: nohooks\n  postRenderers:'));
    edit(file, (text) => text.replace(/ {10}- patch: \|-\n(?: {14}.*\n)+/, ''));
    const folder = createFolder();
    await runProgram('helm', ['package', '--destination', folder, path.join(charts, 'notes')]);
    const side = await readSide(file, { charts: folder });
    expect(sentences(side)).toEqual([]);
    expect(find(side, 'ConfigMap')).toMatchObject({ data: { greeting: 'bigger' } });
    expect(find(side, 'Job')).not.toHaveProperty('metadata.labels.team');
    expect(find(side, 'Pod')).toMatchObject({ spec: { containers: [{ image: 'example.org/notes:0.9.0' }] } });
  });

  it('has a chart in the same repository, and what is encrypted is missing', async () => {
    const checkout = checkOut('one-cluster');
    const side = await readSide(path.join(checkout, apps, 'local/app/helmrelease.yaml'), {});
    expect(side).toMatchObject({ release: 'very-local', namespace: 'home' });
    expect(sentences(side)).toEqual([
      'substitution: HelmRelease home/very-local: the variable TOKEN is encrypted, in Secret home/local-secrets',
    ]);
    expect(listObjects(side)).toEqual(['Secret very-local']);
  });

  it('does not leave the repository for its chart', async () => {
    const checkout = checkOut('one-cluster');
    const file = path.join(checkout, apps, 'local/app/helmrelease.yaml');
    const outside = createFolder();
    cpSync(path.join(charts, 'notes'), path.join(outside, 'notes'), { recursive: true });
    edit(file, (text) => text.replace('./charts/local', path.join('../'.repeat(20), outside, 'notes')));
    const side = await readSide(file, {});
    expect(side.objects).toEqual([]);
    expect(side.missing).toContainEqual({
      kind: 'chart',
      sentence: expect.stringContaining('has no chart at'),
    });
  });
});

describe('a hostile checkout', () => {
  it('does not lead out of itself with the path of a Kustomization', async () => {
    const checkout = checkOut('one-cluster');
    const outside = createFolder();
    writeFileSync(
      path.join(outside, 'all.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: outside }\n',
    );
    symlinkSync(outside, path.join(checkout, 'link'));
    const file = path.join(checkout, apps, 'notes/ks.yaml');
    const before = readFileSync(file, 'utf8');
    for (const to of [
      './link',
      `${'../'.repeat(20)}${outside}`,
      outside,
      'kubernetes/apps/home/notes/ks.yaml',
    ]) {
      writeFileSync(file, before.replace('./kubernetes/apps/home/notes/app', to));
      const side = await readSide(path.join(checkout, apps, 'notes/app'), { charts });
      expect(JSON.stringify(side)).not.toContain('outside');
      expect(side.namespace).toBe('default');
    }
  });

  it('does not lead out of itself with links in a chart', async () => {
    const checkout = checkOut('one-cluster');
    const outside = path.join(createFolder(), 'leak.yaml');
    writeFileSync(outside, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: outside }\n');
    symlinkSync(outside, path.join(checkout, 'charts/local/templates/leak.yaml'));
    const side = await readSide(path.join(checkout, apps, 'local/app'), {});
    expect(side.objects).toEqual([]);
    expect(sentences(side)).toContain(
      'chart: HelmRelease home/very-local: the chart at ./charts/local has links that lead out of the repository',
    );
  });

  it('ends quickly when its Kustomizations and links go in circles', async () => {
    const checkout = checkOut('two-clusters');
    symlinkSync('.', path.join(checkout, 'apps/base/notes/again'));
    edit(
      path.join(checkout, 'apps/base/notes/kustomization.yaml'),
      (text) => `${text}  - again\n  - ../notes\n`,
    );
    const names = Array.from({ length: 30 }, (_, at) => `circle-${at}`);
    const circles = names.map(
      (name) =>
        `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name} }\nspec: { path: ./apps/base/notes }\n`,
    );
    writeFileSync(path.join(checkout, 'apps/base/notes/circles.yaml'), circles.join('---\n'));
    edit(path.join(checkout, 'apps/base/notes/kustomization.yaml'), (text) => `${text}  - circles.yaml\n`);
    expect(await failureOf(`${path.join(checkout, 'apps/base/notes')}#home/notes`)).toMatchObject({
      code: 'helmrelease-ambiguous',
    });
  }, 20_000);
});

describe('what is not at hand is missing', () => {
  it('a chart, with how to provide it', async () => {
    const checkout = checkOut('one-cluster');
    const side = await readSide(path.join(checkout, apps, 'notes'), {});
    expect(side.objects).toEqual([]);
    expect(sentences(side)).toEqual([
      'chart: HelmRelease home/notes: the chart notes 1.2.3 of oci://registry.example.org/charts/notes is not at hand: put it into a folder, as notes/ or notes-1.2.3.tgz, and name that with --charts',
    ]);
  });

  it('a chart of another version', async () => {
    const folder = createFolder();
    cpSync(path.join(charts, 'notes'), path.join(folder, 'notes'), { recursive: true });
    edit(path.join(folder, 'notes/Chart.yaml'), (text) => text.replace('1.2.3', '2.0.0'));
    const checkout = checkOut('one-cluster');
    for (const app of ['notes', 'diary']) {
      const side = await readSide(path.join(checkout, apps, app), { charts: folder });
      expect(sentences(side)).toEqual([expect.stringContaining('has only 2.0.0')]);
    }
    expect(await failureOf(path.join(checkout, apps, 'notes'), { charts: 'nowhere' })).toMatchObject({
      code: 'file-read',
    });
  });

  it('a source, a ConfigMap, a variable, each with its name', async () => {
    const checkout = checkOut('one-cluster');
    const folder = path.join(checkout, apps, 'notes');
    edit(path.join(folder, 'app/helmrelease.yaml'), (text) =>
      text
        .replace('optional: true', 'optional: false')
        .replace('${UNSET:-world}', '${UNSET}')
        .replace('name: notes\n  valuesFrom', 'name: gone\n  valuesFrom'),
    );
    const side = await readSide(folder, { charts });
    expect(sentences(side)).toEqual([
      'substitution: HelmRelease home/notes: the variable UNSET is defined nowhere',
      'valuesFrom: HelmRelease home/notes: values come from Secret not-there, but it is not in the checkout',
      'source: HelmRelease home/notes: OCIRepository home/gone is not in the checkout',
    ]);
  });

  it('variables that need each other', async () => {
    const checkout = checkOut('one-cluster');
    const folder = path.join(checkout, apps, 'notes');
    edit(path.join(folder, 'ks.yaml'), (text) =>
      text.replace('GREETING: hello ${ZONE}', () => 'GREETING: $${ONE}\n      ONE: $${GREETING}'),
    );
    const side = await readSide(folder, { charts });
    expect(sentences(side)).toContain(
      'substitution: HelmRelease home/notes: the variables GREETING → ONE → GREETING are defined by each other',
    );
  });

  it('what kustomize cannot build', async () => {
    const checkout = checkOut('one-cluster');
    const folder = path.join(checkout, apps, 'notes');
    const outside = path.join(createFolder(), 'secret.yaml');
    writeFileSync(outside, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: outside }\n');
    symlinkSync(outside, path.join(folder, 'app/link.yaml'));
    for (const resource of ['gone.yaml', outside, 'link.yaml']) {
      edit(path.join(folder, 'app/kustomization.yaml'), (text) =>
        text.replace(/ {2}- helmrelease.yaml\n( {2}- .*\n)?/, `  - helmrelease.yaml\n  - ${resource}\n`),
      );
      const side = await readSide(folder, { charts });
      expect(side.missing).toContainEqual({
        kind: 'patch',
        sentence: expect.stringContaining('kustomize cannot build'),
      });
    }
  });

  it('but not resources from elsewhere, which are no release', async () => {
    const checkout = checkOut('one-cluster');
    const folder = path.join(checkout, apps, 'notes');
    edit(path.join(folder, 'app/kustomization.yaml'), (text) =>
      text.replace('  - helmrelease.yaml\n', '  - helmrelease.yaml\n  - https://example.org/a.yaml\n'),
    );
    const side = await readSide(folder, { charts });
    expect(side).toMatchObject({ missing: [], objects: { length: 5 } });
  });

  it('post-renderers that fit nothing', async () => {
    const checkout = checkOut('one-cluster');
    const file = path.join(checkout, apps, 'diary/app/helmrelease.yaml');
    edit(file, (text) => text.replace('my-diary-prepare', 'gone'));
    const side = await readSide(file, { charts });
    expect(side.objects).toEqual([]);
    expect(sentences(side)).toEqual([
      expect.stringContaining('patch: HelmRelease home/diary: kustomize cannot build'),
    ]);
  });

  it('and the values of Secrets are in no sentence', async () => {
    const checkout = checkOut('one-cluster');
    const file = path.join(checkout, apps, 'diary/app/helmrelease.yaml');
    edit(file, (text) => text.replace(/ {6}valuesFiles:\n(?: {8}.*\n)+/, ''));
    const folder = path.join(createFolder(), 'notes');
    cpSync(path.join(charts, 'notes'), folder, { recursive: true });
    writeFileSync(path.join(folder, 'templates/fail.yaml'), '{{ fail (print "no " .Values.extra.word) }}');
    const side = await readSide(file, { charts: path.dirname(folder) });
    expect(sentences(side).join()).toContain('helm cannot render it');
    expect(JSON.stringify(side)).not.toContain('open-sesame');
  });
});

/** The address of a registry with one chart, of which it has what a client asks for to pull it. */
async function serveChart(content: Buffer): Promise<string> {
  const describeBlob = (mediaType: string, blob: Buffer) => ({
    mediaType,
    digest: `sha256:${createHash('sha256').update(blob).digest('hex')}`,
    size: blob.length,
  });
  const config = Buffer.from('{"name":"notes","version":"1.2.3","apiVersion":"v2"}');
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: describeBlob('application/vnd.cncf.helm.config.v1+json', config),
    layers: [describeBlob('application/vnd.cncf.helm.chart.content.v1.tar+gzip', content)],
  };
  const index = Buffer.from(JSON.stringify(manifest));
  const { digest } = describeBlob('', index);
  const found = new Map([
    ['/v2/', Buffer.from('{}')],
    ['/v2/charts/notes/manifests/1.2.3', index],
    [`/v2/charts/notes/manifests/${digest}`, index],
    [`/v2/charts/notes/blobs/${manifest.config.digest}`, config],
    [`/v2/charts/notes/blobs/${manifest.layers[0]?.digest}`, content],
  ]);
  const server = createServer(({ url = '' }, response) => {
    const body = found.get(url);
    const headers = url.includes('manifests')
      ? { 'Content-Type': manifest.mediaType, 'Docker-Content-Digest': digest }
      : { 'Content-Type': 'application/octet-stream' };
    response.writeHead(body ? 200 : 404, { ...headers, 'Content-Length': body?.length ?? 0 }).end(body);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a chart is found', () => {
  it('as a package in the named folder, or in the cache of helm', async () => {
    const folder = createFolder();
    await runProgram('helm', ['package', '--destination', folder, path.join(charts, 'notes')]);
    const notes = path.join(checkOut('one-cluster'), apps, 'notes');
    const named = await readSide(notes, { charts: folder });
    const cached = await readSide(notes, { env: { HELM_REPOSITORY_CACHE: folder } });
    expect(named.objects).toHaveLength(5);
    expect(cached.objects).toEqual(named.objects);
  });

  it('in a registry on this machine', async () => {
    const folder = createFolder();
    await runProgram('helm', ['package', '--destination', folder, path.join(charts, 'notes')]);
    const registry = await serveChart(readFileSync(path.join(folder, 'notes-1.2.3.tgz')));
    const checkout = checkOut('one-cluster');
    edit(path.join(checkout, 'kubernetes/components/common/ocirepository.yaml'), (text) =>
      text.replace('registry.example.org', registry),
    );
    const options = { env: { HELM_REPOSITORY_CACHE: createFolder() } };
    const side = await readSide(path.join(checkout, apps, 'notes'), options);
    expect(sentences(side)).toEqual([]);
    expect(side.objects).toHaveLength(5);
    edit(path.join(checkout, 'kubernetes/components/common/ocirepository.yaml'), (text) =>
      text.replace('1.2.3', '1.2.4'),
    );
    const other = await readSide(path.join(checkout, apps, 'notes'), options);
    expect(sentences(other)).toEqual([
      expect.stringMatching(/^chart: .*notes 1\.2\.4 .*is not at hand \(.+\)/s),
    ]);
  });

  it('not where only the beginning of its name is right', async () => {
    const folder = createFolder();
    cpSync(path.join(charts, 'notes'), path.join(folder, 'notes'), { recursive: true });
    edit(path.join(folder, 'notes/Chart.yaml'), (text) => text.replace('name: notes', 'name: notes-pro'));
    await runProgram('helm', ['package', '--destination', folder, path.join(folder, 'notes')]);
    rmSync(path.join(folder, 'notes'), { recursive: true });
    mkdirSync(path.join(folder, 'empty'));
    writeFileSync(path.join(folder, 'notes-broken.tgz'), 'no package');
    const side = await readSide(path.join(checkOut('one-cluster'), apps, 'notes'), { charts: folder });
    expect(side.missing).toMatchObject([{ kind: 'chart' }]);
  });
});
