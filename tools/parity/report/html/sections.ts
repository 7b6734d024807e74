// What stands above and below the objects of the page: the verdict, restarts, risks; rules, reasons and notes.
import { joinWords } from '../../../shared/text.ts';
import { type ParityReport, type RiskId, riskIds } from '../../model.ts';
import { oneLine } from '../value.ts';
import {
  count,
  countObjects,
  explainVerdict,
  groupDigits,
  listExplained,
  listRestarts,
  listStale,
  type Mood,
  moodOf,
  nameRisk,
  type ReportOptions,
  whereExplained,
} from '../words.ts';
import { html, type Markup } from './markup.ts';

const marks: Readonly<Record<Mood, string>> = { good: '✓', unsure: '!', bad: '×' };

/** The verdict, what was compared, and what applying it does. */
export function describeHead(report: ParityReport, { title }: ReportOptions): Markup {
  const { baseline, candidate, via, kubernetesVersion } = report;
  const mood = moodOf(report);
  const name = title === undefined ? '' : oneLine(title);
  return html`<header class="head ${mood}">
<p class="over">Parity report${name === '' ? undefined : html` <span>${name}</span>`}</p>
<h1><span class="mark" aria-hidden="true">${marks[mood]}</span>${upperFirst(report.verdict.replaceAll('-', ' '))}</h1>
<p class="lead">${upperFirst(explainVerdict(report))}.</p>
<dl class="sides">
<div><dt>Baseline</dt><dd><code>${oneLine(baseline.label)}</code> ${count(baseline.objects, 'object')}</dd></div>
<div><dt>Candidate</dt><dd><code>${oneLine(candidate.label)}</code> ${count(candidate.objects, 'object')}</dd></div>
<div><dt>Objects</dt><dd>${joinWords(countObjects(report), 'and') || 'none'}</dd></div>
<div><dt>Applied</dt><dd>${via === 'helm' ? 'by Helm' : `by ${via} apply`} to Kubernetes ${kubernetesVersion}</dd></div>
</dl>
${drawBar(report)}
<div class="news">${describeMissing(report)}${describeRestarts(report)}${describeStale(report)}</div>
</header>`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface Segment {
  readonly risk: RiskId;
  readonly findings: number;
  readonly isExplained: boolean;
}

/** Findings as a bar, worst first; the part of each risk that is explained is pale. The chips below say it in words. */
function drawBar({ counts }: ParityReport): Markup | undefined {
  const segments: readonly Segment[] = riskIds
    .flatMap((risk) => [
      { risk, findings: counts.findings[risk] ?? 0, isExplained: false },
      { risk, findings: counts.explained[risk] ?? 0, isExplained: true },
    ])
    .filter(({ findings }) => findings > 0);
  const total = segments.reduce((sum, { findings }) => sum + findings, 0);
  if (total === 0) return undefined;
  let end = 0;
  const rects = segments.map(({ risk, findings, isExplained }) => {
    const start = end;
    end += (findings / total) * 1000;
    return html`<rect class="${risk}${isExplained ? ' pale' : ''}" x="${start.toFixed(2)}" width="${Math.max(0, end - start - 2).toFixed(2)}" height="10"/>`;
  });
  return html`<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
}

function describeMissing({ missing }: ParityReport): Markup | undefined {
  return tell(
    'Missing',
    missing.map(({ kind, sentence }) => html`<li><b>${oneLine(kind)}</b> ${oneLine(sentence)}</li>`),
  );
}

function describeRestarts(report: ParityReport): Markup | undefined {
  const rows = listRestarts(report).map(({ name, because: [first, ...others] }) => {
    const reason = first === undefined ? undefined : html`<code>${oneLine(first)}</code>`;
    const more = others.length > 0 ? ` and ${count(others.length, 'more place')}` : '';
    return html`<li><b>${oneLine(name)}</b> ${reason}${more}</li>`;
  });
  return tell('Restarts', rows);
}

function describeStale(report: ParityReport): Markup | undefined {
  const rows = listStale(report).map(
    ({ name, workloads }) =>
      html`<li><b>${oneLine(name)}</b> reaches ${joinWords(workloads.map(oneLine), 'and')} only with a restart</li>`,
  );
  return tell('Not restarted', rows);
}

/** So many rows of a list stand above the objects; the others are folded. */
const shownRows = 8;

function tell(title: string, rows: readonly Markup[]): Markup | undefined {
  if (rows.length === 0) return undefined;
  const folded = rows.length > shownRows + 2 ? rows.slice(shownRows) : [];
  const rest = html`<details><summary>${groupDigits(folded.length)} more</summary><ul>${folded}</ul></details>`;
  return html`<section><h2>${title} <span>${groupDigits(rows.length)}</span></h2><ul>${rows.slice(
    0,
    rows.length - folded.length,
  )}</ul>${folded.length > 0 ? rest : undefined}</section>`;
}

/** What the verdict relies on. */
export function describeFoot(report: ParityReport): Markup {
  return html`<footer>${describeExplained(report)}${describeRules(report)}${describeNotes(report)}</footer>`;
}

function describeExplained(report: ParityReport): Markup | undefined {
  const explained = listExplained(report);
  if (explained.length === 0) return undefined;
  return html`<section><h2>Explained</h2><ul>${explained.map(
    (each) =>
      html`<li><span class="pill ${each.risk}">${nameRisk(each.risk)}</span> ${oneLine(whereExplained(each))}: ${oneLine(each.reason)} <code>${oneLine(each.entry)}</code></li>`,
  )}</ul></section>`;
}

function describeRules({ rules }: ParityReport): Markup | undefined {
  if (rules.length === 0) return undefined;
  return html`<section><h2>Rules relied on</h2><table class="rules"><thead><tr><th scope="col">Rule</th><th scope="col">Means the same</th><th scope="col">Used</th></tr></thead><tbody>${rules.map(
    ({ id, title, sentence, count: used }) =>
      html`<tr id="page-rule-${id}"><th scope="row">${id} <span>${oneLine(title)}</span></th><td>${oneLine(sentence)}</td><td>${groupDigits(used)}</td></tr>`,
  )}</tbody></table></section>`;
}

function describeNotes({ notes, unknownKinds }: ParityReport): Markup | undefined {
  const unknown = unknownKinds.map((kind) => `${kind} was compared strictly, because no schema is known.`);
  const all = [...unknown, ...notes];
  if (all.length === 0) return undefined;
  return html`<section><h2>Notes</h2><ul>${all.map((note) => html`<li>${oneLine(note)}</li>`)}</ul></section>`;
}
