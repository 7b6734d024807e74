// The comment on a pull request: found again, never too long, and no text in it becomes markup.
import { describe, expect, it } from 'vitest';
import type { ParityReport } from '../../../tools/parity/model.ts';
import { formatReport } from '../../../tools/parity/report/index.ts';
import { hostile } from './hostile.ts';
import { cleanReport, explainedReport, largeReport, sampleReport, swapReport } from './sample.ts';

function write(report: ParityReport, options: { title?: string; id?: string } = {}): string {
  return formatReport(report, 'markdown', { colour: false, ...options });
}

/** The text without blocks of code, and without code in lines. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})diff\n[\s\S]*?\n\1$/gm, '')
    .replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

describe('the comment on a pull request', () => {
  it('carries a hidden marker, one per environment where there are several', () => {
    expect(write(swapReport())).toMatch(/^<!-- twinhull parity -->\n### ❌ Parity: changed\n/);
    expect(write(swapReport(), { id: 'media/sonarr' })).toMatch(/^<!-- twinhull parity: media\/sonarr -->\n/);
    expect(write(swapReport(), { id: 'a --> <b>' })).toMatch(/^<!-- twinhull parity: a __ _b_ -->\n/);
  });

  it('shows verdict, sides, restarts, risks and findings', () => {
    const text = write(swapReport(), { title: 'media/sonarr' });
    expect(text).toContain('### ❌ Parity of `media/sonarr`: changed\n');
    expect(text).toContain('| candidate | `environments/media/sonarr` | 12 |');
    expect(text).toContain(
      '- `Deployment media/sonarr`: `spec.template.spec.containers[app].env` and 1 more place\n',
    );
    expect(text).toContain('| 🔴 R1 blocked | 1 | 0 | The API server refuses the change. |');
    expect(text).toContain('```diff\n-sonarr\n+main\n```');
    expect(text).toContain('Nobody has used the short name since last year. (`parity.yaml#1`)');
    expect(text).toContain('| N6 | defaults | 1204 |');
  });

  it('is short when there is nothing to say', () => {
    expect(write(cleanReport())).toMatch(/^<!-- twinhull parity -->\n### ✅ Parity: equivalent\n/);
    expect(write(explainedReport())).toMatch(/\n### ✅ Parity: changed\n\nEvery finding has its reason\.\n/);
  });

  it('lets no text become markup, a mention or the end of a block', () => {
    const rest = withoutCode(write(sampleReport(), { title: hostile.script }));
    const tags = rest.replace(/<!-- twinhull parity -->/, '').match(/<[^>]*>/g) ?? [];
    expect(new Set(tags)).toEqual(
      new Set(['<details>', '</details>', '<summary>', '</summary>', '<b>', '</b>', '<br>']),
    );
    expect(rest).not.toMatch(/@\w/);
    expect(rest).not.toMatch(/(?<!\\)\[/);
    expect(rest.match(/<details>/g)?.length).toBe(rest.match(/<\/details>/g)?.length);
  });

  it('keeps every row of a table in its columns', () => {
    const rows = write(sampleReport(), { title: hostile.table }).match(/^\|.*\|$/gm) ?? [];
    const columns = (row: string): number => row.split(/(?<!\\)\|/).length;
    expect(rows.length).toBeGreaterThan(10);
    expect(new Set(rows.map(columns))).toEqual(new Set([5, 6]));
  });

  it('leaves out whole objects and counts them when there are too many', () => {
    const text = write(largeReport(1000));
    expect(text.length).toBeLessThan(65_536);
    expect(text.length).toBeGreaterThan(55_000);
    const shown = text.match(/^<summary>🔴|^<summary>🟡|^<summary>🔵/gm)?.length ?? 0;
    expect(text).toContain(`**${1000 - shown} more objects with findings did not fit into this comment**`);
    expect(text).toMatch(/- … and 988 more\n/);
    expect(text.trimEnd()).toMatch(/<\/details>$/);
  });

  it.each(Object.entries(hostile))('is never too long: everything is %s', (_, text) => {
    const long = text.repeat(Math.ceil(5000 / text.length));
    const [object] = sampleReport().objects;
    if (object === undefined) throw new Error('the sample has no objects');
    const findings = Array.from({ length: 60 }, (_unused, at) => ({
      ...object.findings[0],
      path: long,
      before: Array.from({ length: 30 }, () => `a${long}`),
      after: Array.from({ length: 30 }, () => `b${long}`),
      consequence: long,
      remedy: long,
      ...(at > 30 ? { explained: { reason: long, entry: `parity.yaml#${at}` } } : {}),
    })) as unknown as typeof object.findings;
    const objects = Array.from({ length: 30 }, (_unused, at) => ({
      ...object,
      object: { ...object.object, name: `${at}${long}` },
      prediction: { refused: true, rolls: true, because: [long, long], stale: [long, long, long, long] },
      findings,
    }));
    const markdown = write(
      {
        ...sampleReport(),
        objects,
        missing: Array.from({ length: 40 }, () => ({ kind: long, sentence: long })),
        notes: Array.from({ length: 40 }, () => long),
        unknownKinds: Array.from({ length: 40 }, () => long),
        rules: Array.from({ length: 21 }, () => ({ id: 'N1', title: long, sentence: long, count: 1 })),
      },
      { title: long, id: long.slice(0, 50) },
    );
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toContain('<summary>🔴 <b>R1 blocked</b>');
    expect(markdown).toMatch(/… and \d+ more findings/);
  });
});
