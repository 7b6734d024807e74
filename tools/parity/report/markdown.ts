// The report as a comment on a pull request, which is updated instead of repeated: a hidden marker tells which it is.
import { joinWords } from '../../shared/text.ts';
import type { Finding, ObjectReport, ParityReport, RiskId } from '../model.ts';
import { riskIds, risks } from '../model.ts';
import { changeLines, cut, oneLine } from './value.ts';
import {
  count,
  countObjects,
  describeObject,
  explainVerdict,
  levelOf,
  listExplained,
  listRestarts,
  listStale,
  type Mood,
  moodOf,
  nameObject,
  nameRisk,
  openFindings,
  type ReportOptions,
  sumExplained,
  whereExplained,
} from './words.ts';

/** GitHub refuses comments that are longer; it counts characters. */
const mostCharacters = 65_535;

/** Of any list of names, reasons or rules, so many are written; the rest is counted. */
const mostRows = 12;

/** Of any list, so many characters. */
const longestList = 3000;

/** Of one object, so many characters, but one finding in any case; the other findings are counted. */
const longestBlock = 8000;

/** Of a sentence or a name, so many characters. */
const longestText = 300;

const changeExtent = { width: 160, lines: 16 } as const;

const signs: Readonly<Record<Mood, string>> = { good: '✅', unsure: '🟡', bad: '❌' };

const dots = { error: '🔴', warning: '🟡', note: '🔵' } as const;

/** What a program looks for to find the comment that it wrote before; `id` tells several apart. */
function markerOf(id?: string): string {
  const suffix = id === undefined ? '' : `: ${oneLine(id).replaceAll(/--|[<>]/g, '_')}`;
  return `<!-- twinhull parity${suffix} -->`;
}

/** Markdown of GitHub's kind, always short enough for a comment: whole objects are left out, and counted. */
export function formatMarkdown(report: ParityReport, options: ReportOptions): string {
  const head = describeHead(report, options);
  const tail = describeTail(report);
  const objects = report.objects.filter((object) => openFindings(object).length > 0);
  const room = mostCharacters - head.length - tail.length - sayLeftOut(objects.length).length;
  const blocks: string[] = [];
  let length = 0;
  for (const object of objects) {
    const block = describeBlock(object);
    if (length + block.length > room) break;
    blocks.push(block);
    length += block.length;
  }
  const left = objects.length - blocks.length;
  return [head, ...blocks, left > 0 ? sayLeftOut(left) : '', tail].join('');
}

function sayLeftOut(objects: number): string {
  return `**${count(objects, 'more object')} with findings did not fit into this comment**; the other formats have all of them.\n\n`;
}

function describeHead(report: ParityReport, { title, id }: ReportOptions): string {
  const { baseline, candidate, via, kubernetesVersion } = report;
  const name = title === undefined ? '' : ` of ${code(title)}`;
  return [
    markerOf(id),
    `### ${signs[moodOf(report)]} Parity${name}: ${report.verdict}`,
    '',
    `${upperFirst(explainVerdict(report))}.`,
    '',
    '| | | objects |',
    '|---|---|--:|',
    `| baseline | ${cell(code(baseline.label))} | ${baseline.objects} |`,
    `| candidate | ${cell(code(candidate.label))} | ${candidate.objects} |`,
    '',
    `${upperFirst(joinWords(countObjects(report), 'and') || 'no objects')}; applied ${
      via === 'helm' ? 'by Helm' : `by ${via} apply`
    } to Kubernetes ${text(kubernetesVersion)}.`,
    '',
    ...listMissing(report),
    ...listPods(report),
    ...tabulateRisks(report),
    '',
  ].join('\n');
}

function upperFirst(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

function listMissing({ missing }: ParityReport): readonly string[] {
  const rows = missing.map(({ kind, sentence }) => `- ${code(kind)}: ${text(sentence)}`);
  return rows.length === 0 ? [] : ['**Missing**', '', ...few(rows), ''];
}

function listPods(report: ParityReport): readonly string[] {
  const restarts = listRestarts(report).map(({ name, because }) => {
    const [first, ...others] = because;
    if (first === undefined) return `- ${code(name)}`;
    return `- ${code(name)}: ${code(first)}${others.length > 0 ? ` and ${count(others.length, 'more place')}` : ''}`;
  });
  const stale = listStale(report).map(
    ({ name, workloads }) =>
      `- ${code(name)} reaches ${joinWords(workloads.slice(0, 3).map(code), 'and')} only with a restart`,
  );
  return [
    ...(restarts.length > 0 ? [`**Restarts (${restarts.length})**`, '', ...few(restarts), ''] : []),
    ...(stale.length > 0 ? [`**Not restarted (${stale.length})**`, '', ...few(stale), ''] : []),
  ];
}

/** The first of many rows. */
function few(rows: readonly string[]): readonly string[] {
  const shown = fitting(rows, mostRows, longestList);
  const left = rows.length - shown.length;
  return left === 0 ? rows : [...shown, `- … and ${left.toLocaleString('en-US')} more`];
}

/** The first rows: at least one, at most so many, and not longer than so many characters together. */
function fitting(rows: Iterable<string>, most: number, characters: number): readonly string[] {
  const shown: string[] = [];
  let length = 0;
  for (const row of rows) {
    length += row.length + 1;
    if (shown.length === most || (shown.length > 0 && length > characters)) break;
    shown.push(row);
  }
  return shown;
}

/** Findings are written one by one, because most of them may not be needed. */
function* describeFindings(findings: readonly Finding[]): Iterable<string> {
  for (const finding of findings) yield describeFinding(finding);
}

function tabulateRisks({ counts }: ParityReport): readonly string[] {
  const found = riskIds.filter((risk) => (counts.findings[risk] ?? 0) + (counts.explained[risk] ?? 0) > 0);
  if (found.length === 0) return [];
  const row = (risk: RiskId): string =>
    `| ${dots[levelOf(risk)]} ${nameRisk(risk)} | ${counts.findings[risk] ?? 0} | ${counts.explained[risk] ?? 0} | ${risks[risk].sentence} |`;
  return ['| risk | found | explained | |', '|---|--:|--:|---|', ...found.map(row), ''];
}

function describeBlock(object: ObjectReport): string {
  const findings = openFindings(object);
  const worst = findings[0]?.risk ?? 'R9';
  const { baselineSource, candidateSource } = object;
  const sources = [...new Set([baselineSource, candidateSource].filter((source) => source !== undefined))];
  const shown = fitting(describeFindings(findings), Number.POSITIVE_INFINITY, longestBlock);
  const left = findings.length - shown.length;
  return [
    '<details>',
    `<summary>${dots[levelOf(worst)]} <b>${nameRisk(worst)}</b> · ${html(nameObject(object.object))} · ${html(
      describeObject(object).join(', '),
    )} · ${count(findings.length, 'finding')}</summary>`,
    '',
    ...(sources.length > 0 ? [sources.map(code).join(' → '), ''] : []),
    ...shown,
    ...(left > 0 ? [`… and ${count(left, 'more finding')}`, ''] : []),
    '</details>',
    '',
    '',
  ].join('\n');
}

function describeFinding(finding: Finding): string {
  const { risk, path, consequence, remedy } = finding;
  const place = path === '' ? 'the whole object' : code(path);
  const lines = changeLines(finding, changeExtent).map(({ kind, text: line }) => `${'- +'[kind + 1]}${line}`);
  return [
    `**${nameRisk(risk)}** ${place} (${code(finding.code)})`,
    '',
    ...(lines.length > 0 ? [fence(lines), ''] : []),
    `${text(consequence)}<br>→ ${text(remedy)}`,
    '',
    '',
  ].join('\n');
}

/** A block of code that no line of it can end. */
function fence(lines: readonly string[]): string {
  const ticks = '`'.repeat(Math.max(3, longestTicks(lines.join('\n')) + 1));
  return [`${ticks}diff`, ...lines, ticks].join('\n');
}

function longestTicks(source: string): number {
  return Math.max(0, ...[...source.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}

function describeTail(report: ParityReport): string {
  return [
    ...fold(`Explained: ${count(sumExplained(report.counts), 'finding')}`, explainedRows(report)),
    ...fold(`Rules relied on: ${report.rules.length}`, ruleRows(report)),
    ...fold(`Notes: ${report.notes.length + report.unknownKinds.length}`, noteRows(report)),
  ].join('\n');
}

function fold(title: string, rows: readonly string[]): readonly string[] {
  return rows.length === 0
    ? []
    : ['<details>', `<summary>${title}</summary>`, '', ...rows, '', '</details>', ''];
}

function explainedRows(report: ParityReport): readonly string[] {
  return few(
    listExplained(report).map((each) => {
      const place = code(whereExplained(each));
      return `- **${nameRisk(each.risk)}** ${place}: ${text(each.reason)} (${code(each.entry)})`;
    }),
  );
}

function ruleRows({ rules }: ParityReport): readonly string[] {
  const rows = rules.map(
    ({ id, title, sentence, count: used }) =>
      `| ${text(id)} | ${cell(text(title))} | ${used} | ${cell(text(sentence))} |`,
  );
  return rows.length === 0
    ? []
    : ['| rule | | used | |', '|---|---|--:|---|', ...rows.slice(0, 2 * mostRows)];
}

function noteRows({ notes, unknownKinds }: ParityReport): readonly string[] {
  return [
    ...few(notes.map((note) => `- ${text(note)}`)),
    ...few(unknownKinds.map((kind) => `- ${code(kind)} was compared strictly, because no schema is known`)),
  ];
}

/** Text that nothing in it can turn into markup, a mention or a line of its own. */
function text(source: string): string {
  return escapeHtml(shorten(source).replace(/[\\`*_[\]|~$]|^[-+#=]|(?<=^\d+)[.)](?= |$)/g, '\\$&'));
}

/** Text inside of HTML, where Markdown means nothing. */
function html(source: string): string {
  return escapeHtml(shorten(source));
}

/** A joiner of words, which nobody sees, keeps a name behind @ from being called. */
function escapeHtml(source: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '@': '@\u2060' };
  return source.replace(/[&<>@]/g, (character) => named[character] ?? character);
}

/** Code within a line; backticks in it ask for longer ones around it. */
function code(source: string): string {
  const shown = shorten(source);
  const ticks = '`'.repeat(longestTicks(shown) + 1);
  const gap = shown === '' || shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return ticks + gap + shown + gap + ticks;
}

/** In tables a bar ends the cell, in code too. */
function cell(markdown: string): string {
  return markdown.replaceAll(/(?<!\\)\|/g, '\\|');
}

function shorten(source: string): string {
  return cut(oneLine(source.slice(0, 4 * longestText)), longestText);
}
