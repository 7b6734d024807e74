// The report as one page that needs nothing else: no network, no server, no other file.
import { createHash } from 'node:crypto';
import { type ParityReport, type RiskId, riskIds, risks } from '../../model.ts';
import { oneLine } from '../value.ts';
import { groupDigits, type Mood, moodOf, nameRisk, type ReportOptions } from '../words.ts';
import { embedData } from './data.ts';
import { html, type Markup, raw } from './markup.ts';
import { script } from './script.ts';
import { describeFoot, describeHead } from './sections.ts';
import { style } from './style.ts';

/** HTML that loads nothing, and runs no script but its own, whatever the values in the report are. */
export function formatHtml(report: ParityReport, options: ReportOptions): string {
  const title = options.title === undefined ? 'Parity' : `Parity of ${oneLine(options.title)}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${formatPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}: ${report.verdict}</title>
<link rel="icon" href="${formatIcon(moodOf(report))}">
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#page-objects">Skip to the objects</a>
${describeHead(report, options)}
${describeTools(report)}
<main id="page-objects" tabindex="-1">
<h2 class="hidden">Objects</h2>
<noscript><p>The objects are drawn by a script of this page, and scripts are switched off. The formats markdown and json need none.</p></noscript>
<div id="page-list"></div>
<p id="page-nothing" hidden>No object matches. <button type="button" id="page-reset">Show all</button></p>
</main>
${describeFoot(report)}
${describeHelp()}
<script type="application/json" id="page-data">${raw(embedData(report))}</script>
<script>${raw(script)}</script>
</body>
</html>
`.text;
}

/** The one script and the one style are named by their hashes; nothing else runs or loads. */
function formatPolicy(): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const iconColours: Readonly<Record<Mood, string>> = { good: '#1a7f47', unsure: '#b97900', bad: '#c2362b' };

function formatIcon(mood: Mood): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="${iconColours[mood]}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function describeTools(report: ParityReport): Markup {
  return html`<div class="tools" role="search" aria-label="Objects and findings">
<div class="row">
<input id="page-search" type="search" placeholder="Search" aria-label="Search names, paths and values" autocomplete="off" spellcheck="false">
<select id="page-kind" aria-label="Kind"><option value="">All kinds</option>${listKinds(report).map(
    ([kind, number]) => html`<option value="${kind}">${kind} (${number})</option>`,
  )}</select>
<label class="check"><input id="page-explained" type="checkbox" checked> Explained</label>
<div class="views" role="group" aria-label="Differences"><button type="button" data-view="unified" aria-pressed="true">Unified</button><button type="button" data-view="split" aria-pressed="false">Side by side</button></div>
<button type="button" id="page-expand">Expand all</button>
<button type="button" id="page-theme" aria-label="Dark theme" aria-pressed="false"><span aria-hidden="true">◐</span></button>
<button type="button" id="page-help-open" aria-label="Keyboard shortcuts"><span aria-hidden="true">?</span></button>
</div>
<div class="row"><div class="chips" role="group" aria-label="Risk">${foundRisks(report).map(describeChip)}</div><p id="page-status" role="status"></p></div>
</div>`;
}

function listKinds({ objects }: ParityReport): readonly (readonly [string, number])[] {
  const kinds = new Map<string, number>();
  for (const { object } of objects)
    kinds.set(oneLine(object.kind), (kinds.get(oneLine(object.kind)) ?? 0) + 1);
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
}

interface FoundRisk {
  readonly risk: RiskId;
  readonly number: number;
}

function foundRisks({ counts }: ParityReport): readonly FoundRisk[] {
  return riskIds
    .map((risk) => ({ risk, number: (counts.findings[risk] ?? 0) + (counts.explained[risk] ?? 0) }))
    .filter(({ number }) => number > 0);
}

function describeChip({ risk, number }: FoundRisk): Markup {
  return html`<button type="button" class="chip ${risk}" data-risk="${risk}" aria-pressed="false" title="${risks[risk].sentence}">${nameRisk(risk)} <b>${groupDigits(number)}</b></button>`;
}

const shortcuts = [
  [['j', 'k'], 'next and previous finding'],
  [['/'], 'search'],
  [['e'], 'expand or collapse all'],
  [['v'], 'unified or side by side'],
  [['x'], 'show or hide what is explained'],
  [['t'], 'dark or light'],
  [['Esc'], 'clear the search, close this'],
  [['?'], 'this list'],
] as const;

function describeHelp(): Markup {
  return html`<dialog id="page-help" aria-labelledby="page-help-title"><h2 id="page-help-title">Keyboard</h2><dl>${shortcuts.map(
    ([keys, effect]) =>
      html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${effect}</dd></div>`,
  )}</dl><form method="dialog"><button>Close</button></form></dialog>`;
}
