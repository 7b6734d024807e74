// Workflow commands: one line each, whatever the texts in them are.
import { describe, expect, it } from 'vitest';
import type { ObjectReport, ParityReport } from '../../../tools/parity/model.ts';
import { formatReport } from '../../../tools/parity/report/index.ts';
import { cleanReport, explainedReport, sampleReport, swapReport } from './sample.ts';

function write(report: ParityReport): readonly string[] {
  return formatReport(report, 'github', { colour: false, title: 'a,b: c' }).trimEnd().split('\n');
}

/** The first object with other sources. */
function writeAt(sources: Pick<ObjectReport, 'baselineSource' | 'candidateSource'>): string | undefined {
  const [object] = swapReport().objects;
  if (object === undefined) throw new Error('the sample has no objects');
  const { baselineSource: _before, candidateSource: _after, ...rest } = object;
  const line = write({ ...swapReport(), objects: [{ ...rest, ...sources }] })[1];
  return /^::error (.*?),?title=/.exec(line ?? '')?.[1];
}

describe('annotations on GitHub', () => {
  it('say the verdict, then each finding that nothing explains, worst first in each object', () => {
    const lines = write(swapReport());
    expect(lines[0]).toBe(
      '::error title=Parity of a%2Cb%3A c::changed: the worst is R1 blocked (the API server refuses the change)',
    );
    expect(lines[1]).toBe(
      '::error file=environments/media/sonarr/main.jsonnet,line=12,title=R1 blocked%3A Deployment media/sonarr::' +
        'spec.selector.matchLabels[app.kubernetes.io/controller] [selector-immutable]%0A' +
        'The API server refuses the change, because the selector of a Deployment cannot be changed.%0A' +
        'Keep the label, or delete the Deployment with --cascade=orphan before the change is applied.',
    );
    expect(lines.slice(2).map((line) => line.slice(2, line.indexOf(' ')))).toEqual([
      'warning',
      'error',
      'warning',
      'warning',
      'notice',
    ]);
  });

  it('are a notice when all is well', () => {
    expect(write(cleanReport())[0]).toMatch(/^::notice title=.*::equivalent: /);
    expect(write(explainedReport())).toEqual([
      '::notice title=Parity of a%2Cb%3A c::changed: every finding has its reason',
    ]);
  });

  it('are errors for what is missing', () => {
    const missing = [{ kind: 'chart', sentence: '100 % of the chart\nis missing.' }];
    expect(write(cleanReport({ verdict: 'undecided', exitCode: 2, missing }))).toEqual([
      '::warning title=Parity of a%2Cb%3A c::undecided: 1 thing could not be had',
      '::error title=Parity of a%2Cb%3A c%3A missing chart::100 %25 of the chart is missing.',
    ]);
  });

  it('cannot be forged by texts', () => {
    const lines = write(sampleReport());
    const count = sampleReport().objects.flatMap(({ findings }) =>
      findings.filter(({ explained }) => !explained),
    );
    expect(lines).toHaveLength(count.length + 2);
    for (const line of lines)
      expect(line).toMatch(/^::(error|warning|notice) (file=[^,:]+,(line=\d+,)?)?title=[^,:]+::/);
    expect(lines.join('\n')).toContain('The new text is: ::error::%250A%2525, title: x%0A');
    expect(lines.join('\n')).toContain('file=odd%2C name with%25signs.yaml,line=9,');
  });

  it.each([
    [
      'the line of the candidate',
      { candidateSource: 'a.yaml:3', baselineSource: 'b.yaml:4' },
      'file=a.yaml,line=3',
    ],
    ['the line of the baseline', { baselineSource: 'b.yaml:4:2' }, 'file=b.yaml,line=4'],
    ['a file without a line', { candidateSource: 'a/b.yaml' }, 'file=a/b.yaml'],
    [
      'another file for what a program printed',
      { candidateSource: 'helm template', baselineSource: 'b.yaml:4' },
      'file=b.yaml,line=4',
    ],
    ['no file of another revision', { candidateSource: 'git:main:a.yaml:3' }, ''],
    ['no file outside of the checkout', { candidateSource: '../a.yaml:3' }, ''],
    ['no file for standard input', { candidateSource: '-' }, ''],
    ['nothing for nothing', {}, ''],
  ])('name %s', (_, sources, expected) => {
    expect(writeAt(sources)).toBe(expected);
  });
});
