// What every CI reads: well-formed XML that fails when the command fails.
import { DOMParser, type Document, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import type { ParityReport } from '../../../tools/parity/model.ts';
import { formatReport } from '../../../tools/parity/report/index.ts';
import { cleanReport, explainedReport, sampleReport, swapReport } from './sample.ts';

function parse(report: ParityReport): Document {
  const xml = formatReport(report, 'junit', { colour: false, title: 'media/sonarr' });
  // Of these, XML 1.0 allows none, not even as references.
  expect(xml).not.toMatch(/(?![\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u);
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml');
}

function elements(parent: Document | Element, name: string): readonly Element[] {
  return [...parent.getElementsByTagName(name)];
}

function caseOf(document: Document, name: string): Element {
  const found = elements(document, 'testcase').find((element) => element.getAttribute('name') === name);
  if (found === undefined) throw new Error(`there is no test case ${name}`);
  return found;
}

describe('the JUnit report', () => {
  it('has a test case per object, and a failure per finding that nothing explains', () => {
    const document = parse(swapReport());
    expect(elements(document, 'testcase')).toHaveLength(swapReport().objects.length + 1);
    const failures = elements(caseOf(document, 'Deployment media/sonarr'), 'failure');
    expect(failures.map((failure) => failure.getAttribute('type'))).toEqual([
      'R1 blocked selector-immutable',
      'R4 restart env-changed',
    ]);
    expect(failures[0]?.textContent).toMatch(/\n- sonarr\n\+ main\nThe API server refuses the change,/);
  });

  it('counts what it has', () => {
    const [suite] = elements(parse(swapReport()), 'testsuite');
    const numbers = ['tests', 'failures', 'errors'].map((name) => suite?.getAttribute(name));
    expect(numbers).toEqual(['6', '3', '0']);
  });

  it('tells what is explained, and does not fail for it', () => {
    const document = parse(explainedReport());
    expect(elements(document, 'failure')).toHaveLength(0);
    expect(caseOf(document, 'HTTPRoute media/sonarr').textContent).toContain(
      'Explained by parity.yaml#1: Nobody has used the short name since last year.',
    );
  });

  it('does not fail where the command does not', () => {
    const accepted = { ...swapReport(), verdict: 'equivalent-with-restart', exitCode: 0 } as const;
    const document = parse(accepted);
    expect(elements(document, 'failure')).toHaveLength(0);
    expect(caseOf(document, 'Deployment media/sonarr').textContent).toContain('R4 restart');
  });

  it('has an error for what is missing', () => {
    const missing = [{ kind: 'chart', sentence: 'There is no chart <here>.' }];
    const [error] = elements(parse(cleanReport({ verdict: 'undecided', exitCode: 2, missing })), 'error');
    expect(error?.getAttribute('message')).toBe('There is no chart <here>.');
  });

  it('holds every text of strangers as a text', () => {
    const document = parse(sampleReport());
    const names = new Set(elements(document, '*').map(({ tagName }) => tagName));
    expect([...names].sort()).toEqual(
      [
        'error',
        'failure',
        'properties',
        'property',
        'system-out',
        'testcase',
        'testsuite',
        'testsuites',
      ].sort(),
    );
    const failures = elements(caseOf(document, 'ConfigMap media/hostile'), 'failure');
    const texts = failures.map((failure) => failure.textContent).join('\n');
    expect(texts).toContain('</script><script>alert(1)</script><img src=x onerror=alert(2)>');
    expect(texts).toContain(']]> & <b> "quoted" \\u0000\\u000b\\ufffe\\ud800');
  });
});
