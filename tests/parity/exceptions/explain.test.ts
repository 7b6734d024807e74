// What exceptions explain, and which of them are no good.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ParityReport } from '../../../tools/parity/model.ts';
import { runParity } from '../../../tools/parity/run.ts';
import { formatDiagnostic } from '../../../tools/shared/diagnostics.ts';
import { bare, container, image, join, named } from '../rules/manifests.ts';
import { folderWith } from './folder.ts';

const before = container('env: [{name: A, value: one}]');
const after = container('env: [{name: A, value: two}]');
const app = 'spec.template.spec.containers[app]';
const today = '2026-11-21';

/** An entry for the difference between `before` and `after`; a field that is undefined is left out. */
function entry(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const fields = {
    code: 'env-value',
    resource: 'Deployment/web',
    path: `${app}.env[A].value`,
    before: 'one',
    after: 'two',
    reason: 'It is wanted.',
    ...changes,
  };
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  );
  return `  - ${lines.join('\n    ')}\n`;
}

interface Judged {
  readonly exitCode: number;
  readonly codes: readonly string[];
  readonly texts: readonly string[];
  readonly explained: readonly (string | undefined)[];
  readonly report: ParityReport;
}

async function judge(entries: string, sides: readonly [string, string] = [before, after]): Promise<Judged> {
  const folder = folderWith({
    'a.yaml': sides[0],
    'b.yaml': sides[1],
    'parity.yaml': `baseline: a.yaml\nexceptions:\n${entries}`,
  });
  const file = path.join(folder, 'parity.yaml');
  const names = ['a.yaml', 'b.yaml'].map((name) => path.join(folder, name));
  const { report, diagnostics } = await runParity({ sides: names, file, today });
  const findings = report.objects.flatMap((object) => object.findings);
  return {
    exitCode: report.exitCode,
    codes: diagnostics.map(({ code }) => code),
    texts: diagnostics.map(formatDiagnostic),
    explained: findings.map(({ explained }) => explained?.reason),
    report,
  };
}

describe('an exception', () => {
  it('explains the finding that it describes, and the comparison passes', async () => {
    const { exitCode, codes, explained, report } = await judge(entry());
    expect({ exitCode, codes, explained }).toEqual({ exitCode: 0, codes: [], explained: ['It is wanted.'] });
    expect(report).toMatchObject({ verdict: 'changed', counts: { findings: {}, explained: { R4: 1 } } });
    expect(report.severity).toBeUndefined();
  });

  it.each([
    ['a risk instead of a code', { code: undefined, risk: 'R4' }],
    ['a pattern of the resource', { resource: 'Deployment/*' }],
    ['a pattern of the path', { path: '"*.env[A].value"' }],
    ['matchers of both values', { before: '{matches: "o.e"}', after: '{matches: "t\\\\w+"}' }],
    ['a day that is still to come', { expires: '2026-11-22' }],
    ['a day that is today', { expires: today }],
  ])('may have %s', async (_, changes) => {
    expect(await judge(entry(changes))).toMatchObject({ exitCode: 0, codes: [] });
  });

  it('may name a rule that the finding relied on', async () => {
    const rule = entry({
      code: undefined,
      rule: 'N19',
      path: `${app}.image`,
      before: 'nginx:1',
      after: 'other:1',
    });
    expect(await judge(rule, [image('nginx:1'), image('other:1')])).toMatchObject({ exitCode: 0, codes: [] });
  });

  it.each([
    ['another code', { code: 'env-added' }],
    ['another risk', { risk: 'R3' }],
    ['a rule that was not applied', { rule: 'N12' }],
    ['another resource', { resource: 'Deployment/other' }],
    ['another path', { path: `${app}.env[B].value` }],
    ['another value before', { before: 'zero' }],
    ['another value after', { after: 'three' }],
    ['no value before, which the finding has', { before: undefined }],
    ['a matcher of a part only', { after: '{matches: tw}' }],
    [
      'characters that mean something in regular expressions',
      { path: '"spec.template.spec.containers.app..env.A..value"' },
    ],
  ])('explains nothing with %s, and is stale', async (_, changes) => {
    const judged = await judge(entry(changes));
    expect(judged).toMatchObject({ exitCode: 1, codes: ['exception-stale'], explained: [undefined] });
    expect(judged.texts[0]).toMatch(/parity\.yaml:3.*exception 1 explains nothing/s);
  });

  it('that is stale says what stands there', async () => {
    const { texts } = await judge(entry({ after: 'three' }));
    expect(texts[0]).toContain('the finding there is env-value (R4), before "one", after "two"');
    expect((await judge(entry({ resource: 'Service/web' }))).texts[0]).toContain(
      'no finding is about this place',
    );
  });

  it('that is stale makes a comparison without differences fail', async () => {
    expect(await judge(entry(), [before, before])).toMatchObject({ exitCode: 1, codes: ['exception-stale'] });
  });

  it.each([
    ['resource', { resource: '"*"' }],
    ['resource', { resource: '"*/*"' }],
    ['path', { path: '"*"' }],
    ['path', { path: '"*[*]"' }],
  ])('whose %s is nothing but a wildcard is too broad: %j', async (_, changes) => {
    expect(await judge(entry(changes))).toMatchObject({
      exitCode: 1,
      codes: ['exception-broad'],
      explained: [undefined],
    });
  });

  it('that covers more than twenty findings is too broad', async () => {
    const texts = (value: string) =>
      Array.from({ length: 21 }, (__, index) => named(`c${index}`, bare('ConfigMap', `data: {a: ${value}}`)));
    const all = entry({
      code: 'config-value',
      resource: 'ConfigMap/*',
      path: 'data.a',
      before: 'b',
      after: 'c',
    });
    const judged = await judge(all, [join(...texts('b')), join(...texts('c'))]);
    expect(judged).toMatchObject({ exitCode: 1, codes: ['exception-broad'] });
    expect(judged.texts[0]).toContain('it covers 21 findings');
    const twenty = await judge(all, [join(...texts('b').slice(1)), join(...texts('c').slice(1))]);
    expect(twenty).toMatchObject({ exitCode: 0, codes: [] });
  });

  it.each([
    ['', 'exception-reason'],
    ['"  "', 'exception-reason'],
    [undefined, 'exception-reason'],
  ])('with the reason %j waits for one', async (reason, code) => {
    expect(await judge(entry({ reason }))).toMatchObject({
      exitCode: 1,
      codes: [code],
      explained: [undefined],
    });
  });

  it('expires', async () => {
    const judged = await judge(entry({ expires: '2026-11-20' }));
    expect(judged).toMatchObject({ exitCode: 1, codes: ['exception-expired'], explained: [undefined] });
    expect(judged.texts[0]).toContain('expired on 2026-11-20');
  });

  it('covers what is refused or loses data only where that is accepted', async () => {
    const sides = [bare('Secret', 'type: Opaque'), bare('Secret', 'type: example.org/a')] as const;
    const fields = {
      code: 'field-immutable',
      resource: 'Secret/web',
      path: 'type',
      before: 'Opaque',
      after: 'example.org/a',
    };
    expect(await judge(entry(fields), sides)).toMatchObject({
      exitCode: 1,
      codes: ['exception-risk'],
      explained: [undefined],
    });
    expect(await judge(entry({ ...fields, acceptRisk: 'true' }), sides)).toMatchObject({
      exitCode: 0,
      codes: [],
    });
  });

  it('sees values of Secrets as they are shown', async () => {
    const sides = [
      bare('Secret', 'stringData: {a: sesame}'),
      bare('Secret', 'stringData: {a: open}'),
    ] as const;
    const fields = {
      code: 'config-value',
      resource: 'Secret/web',
      path: 'data.a',
      before: '"***"',
      after: '"***"',
    };
    expect(await judge(entry(fields), sides)).toMatchObject({ exitCode: 0, codes: [] });
    expect(await judge(entry({ ...fields, before: 'sesame' }), sides)).toMatchObject({
      codes: ['exception-stale'],
    });
  });

  it('leaves other findings open', async () => {
    const sides = [before, after.replace('example.org/app:1', 'example.org/app:2')] as const;
    const judged = await judge(entry(), sides);
    expect(judged).toMatchObject({ exitCode: 1, codes: [] });
    expect(judged.report.severity).toBe('R4');
    expect(judged.explained.filter((reason) => reason === undefined)).toHaveLength(1);
  });

  it('that is no good is told in the report, too', async () => {
    expect((await judge(entry({ reason: '' }))).report.notes.join('\n')).toContain(
      'exception 1 has no reason',
    );
  });
});

describe('a value that was declared volatile', () => {
  it('is equal by rule N20', async () => {
    const folder = folderWith({
      'a.yaml': bare('ConfigMap', 'data: {date: monday}'),
      'b.yaml': bare('ConfigMap', 'data: {date: friday}'),
      'parity.yaml':
        'baseline: a.yaml\ncandidate: b.yaml\nvolatile: [{resource: ConfigMap/web, path: data.date}]\n',
    });
    const { report } = await runParity({ sides: [folder], today });
    expect(report).toMatchObject({ verdict: 'equivalent', exitCode: 0 });
    expect(report.rules.map(({ id }) => id)).toContain('N20');
  });
});
