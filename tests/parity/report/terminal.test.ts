// What a person reads in a terminal.
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { formatReport } from '../../../tools/parity/report/index.ts';
import { displayWidth } from '../../../tools/shared/text.ts';
import { cleanReport, explainedReport, sampleReport, swapReport } from './sample.ts';

function print(
  report: ReturnType<typeof sampleReport>,
  options: { colour?: boolean; width?: number } = {},
): string {
  return formatReport(report, 'terminal', { colour: false, title: 'media/sonarr', ...options });
}

const esc = '\u001b';

describe('the report for a terminal', () => {
  it('begins with the verdict, and ends with it when there is more to read', () => {
    const lines = print(swapReport()).trimEnd().split('\n');
    const verdict = '✘ changed: the worst is R1 blocked (the API server refuses the change)';
    expect([lines[0], lines.at(-1)]).toEqual([verdict, verdict]);
  });

  it('shows of each finding where it is, what changes, what happens and what to do', () => {
    expect(print(swapReport())).toContain(`
Deployment media/sonarr  changed, refused by the API server, restarts
kubernetes/apps/media/sonarr/helmrelease.yaml:1 → environments/media/sonarr/main.jsonnet:12
  R1 blocked        spec.selector.matchLabels[app.kubernetes.io/controller]
                    - sonarr
                    + main
                    The API server refuses the change, because the selector of a Deployment cannot
                    be changed. [selector-immutable]
                    → Keep the label, or delete the Deployment with --cascade=orphan before the
                      change is applied.
  R4 restart        spec.template.spec`);
  });

  it('lists restarts with their reason, and what ought to restart', () => {
    const text = print(sampleReport());
    expect(text).toMatch(
      /\nRestarts \(1\)\n {2}Deployment media\/sonarr {2}spec\.template\.spec\.containers\[app\]\.env and 1 more place\n/,
    );
    expect(text).toMatch(
      /\nNot restarted \(1\)\n {2}ConfigMap media\/hostile +reaches Deployment media\/sonarr and/,
    );
  });

  it('sums up what is explained, with the reasons', () => {
    const text = print(explainedReport());
    expect(text).toMatch(/^✔ changed: every finding has its reason\n/);
    expect(text).toMatch(
      /\nExplained \(1\)\n {2}R3 outage {9}HTTPRoute media\/sonarr, spec\.hostnames\n +Nobody has used the short name since last year\. \(parity\.yaml#1\)\n/,
    );
    expect(text).not.toContain('tv.example.org');
  });

  it('says what is missing, and that a number became a text', () => {
    const text = print(sampleReport());
    expect(text).toMatch(/\nMissing\n {2}substitution {2}\$\{DOMAIN\} has no value/);
    expect(text).toMatch(/- 80\n +\+ "80"\n/);
    expect(text).toContain('Compared strictly, because no schema is known: example.org/v1 Gadget');
  });

  it('shows that a secret changes, and not how', () => {
    expect(print(sampleReport())).toMatch(/data\[token\]\n +- "\*\*\*"\n +\+ "\*\*\*"\n/);
  });

  it('keeps of long values the part where they differ', () => {
    expect(print(sampleReport())).toMatch(/- …[a-j]+Y[0-9]+…\n +\+ …[a-j]+X[0-9]+…\n/);
  });

  it.each([40, 60, 80, 100, 120])('keeps within %i columns', (width) => {
    for (const line of print(sampleReport(), { width }).split('\n'))
      expect(displayWidth(line), line).toBeLessThanOrEqual(width);
  });

  it('uses colours only where they are wanted, and passes on no escape sequence of others', () => {
    expect(print(sampleReport())).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
    const coloured = print(sampleReport(), { colour: true });
    expect(stripVTControlCharacters(coloured)).toBe(print(sampleReport()));
    const escapes = coloured.split(esc).slice(1);
    expect(new Set(escapes.map((rest) => rest.slice(0, rest.indexOf('m') + 1)))).toEqual(
      new Set([0, 1, 2, 31, 32, 33, 36].map((code) => `[${code}m`)),
    );
    expect(coloured).toContain(`${esc}[31mR1 blocked${esc}[0m`);
  });

  it.each(['identical', 'equivalent', 'equivalent-with-restart'] as const)(
    'fits on one screen when it is %s',
    (verdict) => {
      const rules = Array.from({ length: 21 }, (_, at) => ({
        id: `N${at + 1}`,
        title: `rule ${at + 1}`,
        sentence: 'It means nothing.',
        count: 3,
      }));
      const text = print(cleanReport({ verdict, rules, notes: ['One.', 'Two.'] }));
      expect(text.split('\n').length).toBeLessThanOrEqual(25);
      expect(text).toMatch(/\n {2}… and \d+ more\n/);
    },
  );
});
