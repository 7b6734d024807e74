// Judgements that were wrong once, each with the smallest pair that shows it.
import { describe, expect, it } from 'vitest';
import type { ParityReport, Side } from '../../tools/parity/model.ts';
import { compareSides } from '../../tools/parity/parity.ts';
import { readObjects } from '../../tools/parity/sides/documents.ts';

function side(text: string, missing: Side['missing'] = []): Side {
  return { label: 'side.yaml', objects: readObjects(text, 'side.yaml'), missing };
}

function compare(before: string, after: string): ParityReport {
  return compareSides(side(before), side(after));
}

function codesOf({ objects }: ParityReport): readonly string[] {
  return objects.flatMap(({ findings }) => findings.map(({ risk, code }) => `${risk} ${code}`));
}

const head = (kind: string, name: string): string =>
  `kind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\n`;

const workload = (kind: string, name: string, template = ''): string => `apiVersion: apps/v1
${head(kind, name)}spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} }${template} }
    spec: { containers: [{ name: app, image: 'registry.example/web:1' }] }
`;

const settings = (data: string): string =>
  `---\napiVersion: v1\n${head('ConfigMap', 'settings')}data: ${data}\n`;

describe('a comparison', () => {
  it('takes null in a map of texts for the empty text that is stored', () => {
    expect(codesOf(compare(settings('{ a: null }'), settings('{}')))).toEqual(['R3 config-key-removed']);
    expect(compare(settings('{ a: null }'), settings("{ a: '' }")).verdict).toBe('equivalent');
  });

  it('does not look at what only a server writes', () => {
    const printed = settings('{ a: b }').replace(
      'namespace',
      'uid: 1-2-3, resourceVersion: "7", generation: 2, namespace',
    );
    expect(compare(printed, settings('{ a: b }'))).toMatchObject({
      verdict: 'equivalent',
      rules: [{ id: 'N13' }],
    });
  });

  it('tells when a checksum that restarts pods goes away', () => {
    const before =
      workload('Deployment', 'web', ', annotations: { checksum/config: abc }') + settings('{ a: b }');
    const without = workload('Deployment', 'web') + settings('{ a: b }');
    const other = before.replace('abc', 'def');
    expect(codesOf(compare(before, without))).toContain('R8 pod-label');
    expect(compare(before, other).verdict).toBe('equivalent-with-restart');
  });

  it('does not take a rename for a change that is refused', () => {
    const report = compare(workload('Deployment', 'web'), workload('Deployment', 'site'));
    expect(codesOf(report)).toContain('R3 object-renamed');
    expect(report.objects[0]?.prediction).toMatchObject({ refused: false, rolls: false });
  });

  it('fears for data only where a StatefulSet has claims', () => {
    const claims = '  volumeClaimTemplates: [{ metadata: { name: data }, spec: {} }]\n';
    const remaining = settings('{}');
    const removed = (text: string): readonly string[] => codesOf(compare(text + remaining, remaining));
    expect(removed(workload('StatefulSet', 'web'))).toEqual(['R3 object-removed']);
    expect(removed(workload('StatefulSet', 'web') + claims)).toEqual(['R2 object-removed']);
  });

  it('says nothing about objects when a side could not be read', () => {
    const missing = [{ kind: 'chart', sentence: 'the chart is not at hand' }];
    const report = compareSides(side(settings('{}')), side('', missing));
    expect(report).toMatchObject({ verdict: 'undecided', exitCode: 2, objects: [] });
    expect(report.missing[0]?.sentence).toBe('Candidate: the chart is not at hand');
  });

  it('says what both sides miss once', () => {
    const missing = [{ kind: 'substitution', sentence: 'DOMAIN is not known' }];
    const report = compareSides(side('', missing), side('', missing));
    expect(report.missing).toEqual([{ kind: 'substitution', sentence: 'Both sides: DOMAIN is not known' }]);
  });

  it('notes a side without objects', () => {
    expect(compareSides(side(''), side('')).notes).toEqual([
      'The baseline has no objects.',
      'The candidate has no objects.',
    ]);
  });

  it('keeps the order in which an Ingress lists its certificates', () => {
    const ingress = (first: string, second: string): string => `apiVersion: networking.k8s.io/v1
${head('Ingress', 'web')}spec:
  tls: [{ hosts: [a.example], secretName: ${first} }, { hosts: [a.example], secretName: ${second} }]
  defaultBackend: { service: { name: web, port: { number: 80 } } }
`;
    expect(compare(ingress('one', 'two'), ingress('two', 'one')).verdict).toBe('changed');
  });
});
