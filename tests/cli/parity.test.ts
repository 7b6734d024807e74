// The command `parity`: what it compares, where reports go, and how it ends.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          image: registry.example/web:1
          envFrom: [{ configMapRef: { name: settings } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { COLOUR: green }
`;

let folder: string;
let baseline: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'twinhull-parity-'));
  baseline = write('baseline.yaml', deployment);
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('parity', () => {
  it('finds the same file identical', async () => {
    const { exitCode, stdout } = await run(['parity', baseline, baseline]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^✔ identical/m);
  });

  it('fails for a selector that cannot be changed', async () => {
    const changed = write('changed.yaml', deployment.replaceAll('{ app: web }', '{ app: site }'));
    const { exitCode, stdout } = await run(['parity', baseline, changed]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('R1 blocked');
    expect(stdout).toContain('[selector-immutable]');
  });

  it('fails for a restart only where that is asked for', async () => {
    const spelled = write('spelled.yaml', deployment.replace('envFrom', 'lifecycle: {}\n          envFrom'));
    const ends = async (...words: string[]): Promise<number> =>
      (await run(['parity', baseline, spelled, ...words])).exitCode;
    expect([await ends(), await ends('--fail-on', 'restart'), await ends('--fail-on', 'change')]).toEqual([
      0, 1, 0,
    ]);
  });

  it('compares variables by what they end up as where that is asked for', async () => {
    const written = deployment.replace(
      'envFrom: [{ configMapRef: { name: settings } }]',
      'env: [{ name: COLOUR, value: green }]',
    );
    const candidate = write('candidate.yaml', written);
    expect((await run(['parity', baseline, candidate])).exitCode).toBe(1);
    const { exitCode, stdout } = await run(['parity', baseline, candidate, '--effective-env']);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^● equivalent-with-restart/m)]);
  });

  it('writes several reports of one comparison, and shows the one for people', async () => {
    const [page, data] = ['report.html', 'report.json'].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    const { stdout, stderr } = await run(['parity', baseline, baseline, '-o', page, '-o', data]);
    expect(stdout).toMatch(/^✔ identical/m);
    expect(stderr).toBe(`identical: see ${page}\nidentical: see ${data}\n`);
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/);
    expect(JSON.parse(readFileSync(data, 'utf8'))).toMatchObject({ verdict: 'identical' });
  });

  it('writes a report in the format that is asked for, whatever the file is called', async () => {
    const file = path.join(folder, 'report.json');
    const { stdout } = await run(['parity', baseline, baseline, '--format', 'sarif', '-o', file]);
    expect(stdout).toBe('');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('refuses a file whose ending says no format, before anything is compared', async () => {
    const file = path.join(folder, 'report.doc');
    const { exitCode, stderr } = await run(['parity', baseline, baseline, '-o', file]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[usage]')]);
    expect(existsSync(file)).toBe(false);
  });

  it('asks for two sides, or an environment that names its baseline', async () => {
    const three = await run(['parity', baseline, baseline, baseline]);
    expect([three.exitCode, three.stderr]).toEqual([2, expect.stringContaining('[parity-sides]')]);
    const bare = await run(['parity', 'environments/dispatch/kind']);
    expect([bare.exitCode, bare.stderr]).toEqual([
      2,
      expect.stringContaining('environments/dispatch/kind/parity.yaml is missing'),
    ]);
  });

  it('explains fewer differences of dispatch to app-template 5, which has its own account', async () => {
    const sides = [
      'tests/fixtures/parity/dispatch/app-template-5.0.1.yaml',
      'environments/dispatch/home-ops',
    ];
    const { stdout } = await run(['parity', ...sides, '--json']);
    const { objects } = JSON.parse(stdout) as { objects: { findings: { code: string }[] }[] };
    const codes = objects.flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes.sort()).toEqual(['env-added', 'hook-added', 'probe-target', 'probe-target', 'probe-target']);
  });
});
