// The report for a terminal: the verdict first, then what is worst, and what to do about it.
import { alignTable, displayWidth, joinWords } from '../../shared/text.ts';
import { type Finding, type ObjectReport, type ParityReport, type RiskId, risks } from '../model.ts';
import {
  breakWord,
  type Colour,
  cutLabel,
  hang,
  layPaper,
  type Paper,
  pad,
  tableRows,
  wrap,
} from './layout.ts';
import { changeLines, cut, oneLine } from './value.ts';
import {
  count,
  countFindings,
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
  whereExplained,
} from './words.ts';

const marks: Readonly<Record<Mood, readonly [mark: string, colour: Colour]>> = {
  good: ['✔', 'green'],
  unsure: ['●', 'yellow'],
  bad: ['✘', 'red'],
};

const levelColours = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

/** So many lines of one change are shown. */
const changeExtent = 8;

/** Lines of a small terminal: what a clean report has to fit into. */
const screen = 24;

/** The report as text for a terminal of `width` columns. */
export function formatTerminal(report: ParityReport, options: ReportOptions): string {
  const paper = layPaper(options);
  const verdict = sayVerdict(report, paper);
  const blocks = report.objects.map((object) => describeBlock(object, paper)).filter(isPresent);
  const parts = [
    verdict,
    describeSides(report, options, paper),
    listMissing(report, paper),
    listPods(report, paper),
    ...blocks,
    summarizeExplained(report, paper),
    listNotes(report, paper),
    ...(blocks.length > 0 ? [verdict] : []),
  ].filter(isPresent);
  const taken = parts.join('\n').split('\n').length;
  const isClean = blocks.length === 0 && report.counts.changed === 0;
  const rules = listRules(report, isClean ? screen - taken : Number.POSITIVE_INFINITY, paper);
  if (isPresent(rules)) parts.splice(blocks.length > 0 ? -1 : parts.length, 0, rules);
  return parts.join('\n');
}

function isPresent(part: string): boolean {
  return part !== '';
}

function sayVerdict(report: ParityReport, { width, paint }: Paper): string {
  const [mark, colour] = marks[moodOf(report)];
  const lines = wrap(`${report.verdict}: ${explainVerdict(report)}`, width - 2);
  const [first = '', ...rest] = lines;
  const head = first.startsWith(report.verdict)
    ? paint(report.verdict, 'bold', colour) + first.slice(report.verdict.length)
    : first;
  return [`${paint(mark, colour)} ${head}`, ...rest.map((line) => `  ${line}`), ''].join('\n');
}

function describeSides(report: ParityReport, { title }: ReportOptions, { width, paint }: Paper): string {
  const { baseline, candidate, via, kubernetesVersion } = report;
  const findings = countFindings(report);
  const rows = [
    ...(title === undefined ? [] : [['compared', title]]),
    ['baseline', `${baseline.label}, ${count(baseline.objects, 'object')}`],
    ['candidate', `${candidate.label}, ${count(candidate.objects, 'object')}`],
    ['applied', `${via === 'helm' ? 'by Helm' : `by ${via} apply`} to Kubernetes ${kubernetesVersion}`],
    ['objects', joinWords(countObjects(report), 'and') || 'none'],
    ...(findings.length > 0 ? [['findings', joinWords(findings, 'and')]] : []),
  ];
  return rows
    .map(([name = '', text = '']) => `${hang(paint(`  ${name.padEnd(9)}  `, 'dim'), oneLine(text), width)}\n`)
    .join('');
}

function listMissing({ missing }: ParityReport, paper: Paper): string {
  if (missing.length === 0) return '';
  const rows = missing.map(({ kind, sentence }) =>
    hang(paper.paint(`  ${kind}  `, 'yellow'), oneLine(sentence), paper.width),
  );
  return section('Missing', rows, paper);
}

/** Which pods are replaced, and which ought to be. */
function listPods(report: ParityReport, paper: Paper): string {
  const restarts = listRestarts(report).map(({ name, because }) => [
    oneLine(name),
    because.length === 0 ? '' : sayBecause(because.map(oneLine)),
  ]);
  const stale = listStale(report).map(({ name, workloads }) => [
    oneLine(name),
    `reaches ${oneLine(joinWords(workloads, 'and'))} only with a restart`,
  ]);
  return [
    restarts.length > 0 ? section(`Restarts (${restarts.length})`, tableRows(restarts, paper), paper) : '',
    stale.length > 0 ? section(`Not restarted (${stale.length})`, tableRows(stale, paper), paper) : '',
  ]
    .filter(isPresent)
    .join('\n');
}

function sayBecause([first = '', ...others]: readonly string[]): string {
  return `${first}${others.length === 0 ? '' : ` and ${count(others.length, 'more place')}`}`;
}

function describeBlock(object: ObjectReport, paper: Paper): string {
  const findings = openFindings(object);
  if (findings.length === 0) return '';
  const { paint, width } = paper;
  const { baselineSource, candidateSource } = object;
  const sources = [baselineSource, candidateSource].filter((source) => source !== undefined).map(oneLine);
  return [
    ...nameBlock(object, paper),
    ...(sources.length > 0 ? [paint(cutLabel([...new Set(sources)].join(' → '), width), 'dim')] : []),
    ...findings.map((finding) => describeFinding(finding, paper)),
    '',
  ].join('\n');
}

/** What becomes of an object stands behind its name, or below it where there is no room. */
function nameBlock(object: ObjectReport, { paint, width }: Paper): readonly string[] {
  const name = cut(oneLine(nameObject(object.object)), width);
  const fate = oneLine(describeObject(object).join(', '));
  if (displayWidth(`${name}  ${fate}`) <= width) return [`${paint(name, 'bold')}  ${paint(fate, 'dim')}`];
  return [paint(name, 'bold'), ...wrap(fate, width).map((line) => paint(line, 'dim'))];
}

/** Widest of all names of risks. */
const riskWidth = Math.max(...Object.keys(risks).map((risk) => nameRisk(risk as RiskId).length));

function describeFinding(finding: Finding, paper: Paper): string {
  const { paint } = paper;
  const indent = paper.width < 72 ? 4 : riskWidth + 4;
  const width = paper.width - indent;
  const margin = ' '.repeat(indent);
  const colour = levelColours[levelOf(finding.risk)];
  const risk = `  ${paint(nameRisk(finding.risk), colour)}`;
  const code = `[${oneLine(finding.code)}]`;
  const path = finding.path === '' ? 'the whole object' : oneLine(finding.path);
  const [firstPath = '', ...morePath] = breakWord(path, width);
  const head = indent > riskWidth ? [pad(risk, indent) + firstPath] : [risk, margin + firstPath];
  return [
    ...head,
    ...morePath.map((line) => margin + line),
    ...showChange(finding, width - 2, paper).map((line) => margin + line),
    ...wrap(`${oneLine(finding.consequence)} ${code}`, width).map(
      (line) => margin + (line.endsWith(code) ? line.slice(0, -code.length) + paint(code, 'dim') : line),
    ),
    ...wrap(oneLine(finding.remedy), width - 2).map(
      (line, at) => margin + (at === 0 ? paint('→ ', 'cyan') : '  ') + line,
    ),
  ].join('\n');
}

/** Of an object that comes or goes as a whole, the heading says all. */
function showChange(finding: Finding, width: number, { paint }: Paper): readonly string[] {
  if (finding.path === '' && (finding.before === undefined || finding.after === undefined)) return [];
  return changeLines(finding, { width, lines: changeExtent }).map(({ kind, text }) => {
    if (kind === 0) return paint(`  ${text}`, 'dim');
    return kind < 0 ? paint(`- ${text}`, 'red') : paint(`+ ${text}`, 'green');
  });
}

function summarizeExplained(report: ParityReport, paper: Paper): string {
  const explained = listExplained(report);
  if (explained.length === 0) return '';
  const rows = explained.flatMap((each) => [
    hang(
      `  ${pad(paper.paint(nameRisk(each.risk), levelColours[levelOf(each.risk)]), riskWidth)}  `,
      oneLine(whereExplained(each)),
      paper.width,
    ),
    hang(' '.repeat(riskWidth + 4), oneLine(`${each.reason} (${each.entry})`), paper.width),
  ]);
  const sum = explained.reduce((total, { findings }) => total + findings, 0);
  return section(`Explained (${sum})`, rows, paper);
}

/** In so many lines as there are; the rest is counted. */
function listRules({ rules }: ParityReport, lines: number, paper: Paper): string {
  if (rules.length === 0) return '';
  const room = Math.max(2, lines - 3);
  const shown = rules.length <= room ? rules : rules.slice(0, room - 1);
  const rows = shown.map(({ id, title, count: used }) => [
    `  ${id}`,
    cut(oneLine(title), paper.width - 20),
    paper.paint(`${used.toLocaleString('en-US')}×`, 'dim'),
  ]);
  const left = rules.length - shown.length;
  const table = alignTable(rows).trimEnd().split('\n');
  return section('Rules relied on', [...table, ...(left > 0 ? [`  … and ${left} more`] : [])], paper);
}

function listNotes({ notes, unknownKinds }: ParityReport, paper: Paper): string {
  const unknown =
    unknownKinds.length === 0
      ? []
      : [`Compared strictly, because no schema is known: ${unknownKinds.join(', ')}`];
  const all = [...unknown, ...notes];
  return all.length === 0
    ? ''
    : section(
        'Notes',
        all.map((note) => hang('  ', oneLine(note), paper.width)),
        paper,
      );
}

function section(title: string, rows: readonly string[], { paint }: Paper): string {
  return [paint(title, 'bold'), ...rows, ''].join('\n');
}
