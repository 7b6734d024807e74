// The report as JUnit's XML, which every CI reads: each object is a test case, each finding that counts a failure.
import type { Finding, ObjectReport, ParityReport } from '../model.ts';
import { changeLines, oneLine, printable } from './value.ts';
import { count, explainVerdict, nameObject, nameRisk, openFindings, type ReportOptions } from './words.ts';

const changeExtent = { width: 200, lines: 40 } as const;

/** XML that ends with the same verdict as the command: what does not make it fail is told in `system-out`. */
export function formatJunit(report: ParityReport, { title = 'parity' }: ReportOptions): string {
  const isFailing = report.exitCode !== 0;
  const failures = isFailing ? report.objects.filter((object) => openFindings(object).length > 0).length : 0;
  const errors = report.missing.length > 0 ? 1 : 0;
  const totals = { tests: report.objects.length + 1, failures, errors, skipped: 0, time: 0 };
  const name = oneLine(title);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    open('testsuites', { name, ...totals }),
    open('testsuite', { name, ...totals }),
    '<properties>',
    ...listProperties(report).map(([key, value]) => `<property${attributes({ name: key, value })}/>`),
    '</properties>',
    ...describeSides(report),
    ...report.objects.flatMap((object) => describeObject(object, isFailing)),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function listProperties(report: ParityReport): readonly (readonly [string, string])[] {
  const { verdict, baseline, candidate, via, kubernetesVersion, counts } = report;
  return [
    ['verdict', `${verdict}: ${explainVerdict(report)}`],
    ['baseline', `${baseline.label}, ${count(baseline.objects, 'object')}`],
    ['candidate', `${candidate.label}, ${count(candidate.objects, 'object')}`],
    ['via', via],
    ['kubernetesVersion', kubernetesVersion],
    ['restarts', String(counts.restarts)],
    ['unchanged', String(counts.same)],
  ];
}

/** What is missing is no failure of an object but an error of the comparison. */
function describeSides({ missing }: ParityReport): readonly string[] {
  const errors = missing.map(({ kind, sentence }) =>
    element('error', { type: oneLine(kind), message: oneLine(sentence) }, oneLine(sentence)),
  );
  return testCase('parity', 'both sides are complete', errors);
}

function describeObject(object: ObjectReport, isFailing: boolean): readonly string[] {
  const { apiVersion, kind } = object.object;
  const open = openFindings(object);
  const explained = object.findings.filter((finding) => finding.explained !== undefined);
  const told = [...(isFailing ? [] : open), ...explained].map(describeFinding);
  return testCase(oneLine(`${apiVersion}.${kind}`), oneLine(nameObject(object.object)), [
    ...(isFailing ? open.map(describeFailure) : []),
    ...(told.length > 0 ? [element('system-out', {}, told.join('\n\n'))] : []),
  ]);
}

function testCase(classname: string, name: string, content: readonly string[]): readonly string[] {
  const given = { classname, name, time: 0 };
  if (content.length === 0) return [`<testcase${attributes(given)}/>`];
  return [open('testcase', given), ...content, '</testcase>'];
}

function describeFailure(finding: Finding): string {
  const { risk, code, path, consequence } = finding;
  const message = oneLine(`${path}${path === '' ? '' : ': '}${consequence}`);
  return element(
    'failure',
    { type: oneLine(`${nameRisk(risk)} ${code}`), message },
    describeFinding(finding),
  );
}

function describeFinding(finding: Finding): string {
  const { risk, path, code, consequence, remedy, explained } = finding;
  return [
    `${nameRisk(risk)} ${path} [${code}]`,
    ...changeLines(finding, changeExtent).map(({ kind, text }) => `${'- +'[kind + 1]} ${text}`),
    consequence,
    ...(explained === undefined ? [remedy] : [`Explained by ${explained.entry}: ${explained.reason}`]),
  ].join('\n');
}

type Attributes = Readonly<Record<string, string | number>>;

function open(name: string, given: Attributes): string {
  return `<${name}${attributes(given)}>`;
}

function element(name: string, given: Attributes, text: string): string {
  return `${open(name, given)}${escapeXml(text)}</${name}>`;
}

function attributes(given: Attributes): string {
  return Object.entries(given)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

/** Characters that XML cannot hold at all are shown as escapes. */
function escapeXml(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return printable(text).replace(/[&<>"]/g, (character) => named[character] ?? character);
}
