// The composite action, run step by step with the built command; GitHub itself is the only thing that is not real.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../cli/build.ts';
import { action, runAction } from './action.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-pull-request-'));

const deployment = (labels: string, image: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: ${labels}}}
  template:
    metadata: {labels: {app: ${labels}}}
    spec: {containers: [{name: web, image: "${image}"}]}
`;

beforeAll(async () => {
  await build();
  writeFileSync(path.join(folder, 'old.yaml'), deployment('web', 'example.org/web:1'));
  writeFileSync(path.join(folder, 'new.yaml'), deployment('web', 'example.org/web:2'));
  writeFileSync(path.join(folder, 'refused.yaml'), deployment('other', 'example.org/web:1'));
  mkdirSync(path.join(folder, 'with blank $(touch x)'));
  writeFileSync(
    path.join(folder, 'with blank $(touch x)', 'a;b.yaml'),
    deployment('web', 'example.org/web:1'),
  );
});

const same = { baseline: 'old.yaml', candidate: 'old.yaml' };
const refused = { baseline: 'old.yaml', candidate: 'refused.yaml' };

describe('the action', () => {
  it('puts no input into a script, where it could be run', () => {
    for (const { run, if: condition, shell } of action.runs.steps) {
      expect(run).not.toContain('${{');
      expect(condition ?? '').not.toContain('${{');
      expect(shell).toBe('bash');
    }
  });

  it('ends well, with a comment and a summary, when nothing changes', () => {
    const ran = runAction(folder, same);
    expect(ran.log).not.toContain('::error');
    expect(ran.exitCode).toBe(0);
    expect(ran.outputs).toMatchObject({ verdict: 'identical', 'exit-code': '0' });
    expect(ran.comment).toMatch(/^<!-- twinhull parity -->\n### ✅ Parity: identical\n/);
    expect(ran.summary).toBe(ran.comment);
    expect(ran.calls).toEqual([
      'api --paginate repos/owner/name/issues/7/comments?per_page=100 --jq .[] | select(.body | startswith(env.MARKER)) | .id',
      'api --silent --method POST repos/owner/name/issues/7/comments -F body=@report.md',
    ]);
  });

  it('fails after the comment when the API server would refuse, and shows the report in the log', () => {
    const ran = runAction(folder, { ...refused, annotations: 'true', reports: 'sarif junit html' });
    expect(ran.exitCode).toBe(1);
    expect(ran.outputs).toMatchObject({ verdict: 'changed', 'exit-code': '1' });
    expect(ran.comment).toContain('🔴 <b>R1 blocked</b> · Deployment shop/web');
    expect(ran.log).toContain('\u001b[31mR1 blocked\u001b[0m');
    expect(ran.log).toMatch(
      /^::error file=refused\.yaml,line=\d+,title=R1 blocked%3A Deployment shop\/web::/m,
    );
    const reports = ran.outputs.reports ?? '';
    expect(readdirSync(reports).sort()).toEqual([
      'report.html',
      'report.json',
      'report.md',
      'report.sarif',
      'report.xml',
    ]);
    expect(JSON.parse(readFileSync(path.join(reports, 'report.json'), 'utf8'))).toMatchObject({
      severity: 'R1',
    });
  });

  it('updates the comment that it wrote before, and no other', () => {
    const comments = [
      [1, 'What does `<!-- twinhull parity -->` mean?'],
      [2, '<!-- twinhull parity: other -->\n'],
      [3, '<!-- twinhull parity -->\nold'],
      [4, '<!-- twinhull parity -->\ncopied'],
    ] as const;
    expect(runAction(folder, same, { comments }).calls[1]).toBe(
      'api --silent --method PATCH repos/owner/name/issues/comments/3 -F body=@report.md',
    );
    const other = runAction(folder, { ...same, id: 'other' }, { comments });
    expect(other.calls[1]).toContain('--method PATCH repos/owner/name/issues/comments/2 ');
    expect(other.comment).toMatch(/^<!-- twinhull parity: other -->\n### /);
  });

  it('warns and goes on where it may not comment, as in pull requests from forks', () => {
    const ran = runAction(folder, same, { isReadOnly: true });
    expect(ran.exitCode).toBe(0);
    expect(ran.log).toContain(
      '::warning title=Parity::The comment could not be written: gh: Resource not accessible by integration (HTTP 403) 100%25 sure',
    );
  });

  it('asks GitHub for nothing outside of pull requests, or when no comment is wanted', () => {
    expect(runAction(folder, same, { pullRequest: '' }).calls).toEqual([]);
    expect(runAction(folder, { ...same, comment: 'false' }).calls).toEqual([]);
  });

  it('replaces the comment when the sides cannot be read', () => {
    const ran = runAction(folder, { baseline: 'old.yaml', candidate: 'missing.yaml', id: 'web' });
    expect(ran.exitCode).toBe(2);
    expect(ran.outputs.verdict).toBe('failed');
    expect(ran.log).toContain('missing.yaml');
    expect(ran.comment).toMatch(/^<!-- twinhull parity: web -->\n### ❌ Parity: failed\n/);
  });

  it('passes arguments on as they are, one per line', () => {
    const candidate = 'with blank $(touch x)/a;b.yaml';
    const ran = runAction(folder, {
      ...same,
      candidate,
      args: '--via\nserver-side\n\n--kubernetes-version=1.35\n',
    });
    expect(ran.comment).toContain('| `with blank $(touch x)/a;b.yaml` | 1 |');
    expect(ran.comment).toContain('applied by server-side apply to Kubernetes 1.35');
    expect(readdirSync(folder)).not.toContain('x');
  });

  it('fails for a restart when that is asked for', () => {
    const restart = { baseline: 'old.yaml', candidate: 'new.yaml', 'fail-on': 'restart' };
    expect(runAction(folder, restart).exitCode).toBe(1);
  });

  it.each([
    ['neither side', {}, 'give either environment, or baseline and candidate'],
    ['one side', { baseline: 'old.yaml' }, 'give either environment, or baseline and candidate'],
    ['an id that would end the marker', { ...same, id: 'a-->b' }, 'id has letters'],
    [
      'a format that it does not know',
      { ...same, reports: 'pdf' },
      'reports may be html, sarif and junit, not pdf',
    ],
  ])('refuses %s', (_, inputs, message) => {
    const ran = runAction(folder, inputs);
    expect(ran.exitCode).toBe(2);
    expect(ran.log).toContain(`::error title=Parity::${message}`);
    expect(ran.calls).toEqual([]);
  });
});
