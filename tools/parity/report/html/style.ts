// The look of the page: one column of text, one colour per degree of risk, the same in dark and light.

export const style: string = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#faf9f6, #131518);
  --card: light-dark(#ffffff, #1a1d21);
  --sunk: light-dark(#f3f1ec, #15181b);
  --ink: light-dark(#1d1f23, #e4e6ea);
  --soft: light-dark(#5c6169, #9ea5af);
  --line: light-dark(#e3e0d9, #2c3137);
  --edge: light-dark(#8b8f96, #6d747e);
  --link: light-dark(#1d56b0, #8db7fa);
  --error: light-dark(#b3261e, #ff938a);
  --warning: light-dark(#865200, #efbd55);
  --note: light-dark(#2a5d86, #93c3ec);
  --good: light-dark(#17713e, #74d49d);
  --gone: light-dark(#fdecea, #36201f);
  --gone-hit: light-dark(#f7c9c4, #6f302c);
  --come: light-dark(#e8f5ec, #18301f);
  --come-hit: light-dark(#b7e2c4, #25603a);
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Inter", "Helvetica Neue", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
html { scroll-padding-top: 10.5rem; }
body { margin: 0 auto; max-width: 78rem; padding: 0 clamp(1rem, 4vw, 3rem); background: var(--paper); color: var(--ink); font: 0.9375rem/1.55 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
code, kbd, .diff { font-family: var(--mono); font-size: 0.8125rem; font-variant-ligatures: none; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: 0.5rem 1rem; background: var(--card); }
.skip:focus { top: 1rem; }
[hidden] { display: none !important; }

.R1, .R2, .R3 { --c: var(--error); }
.R4, .R5, .R6 { --c: var(--warning); }
.R7, .R8, .R9 { --c: var(--note); }

.head { padding: clamp(1.75rem, 5vw, 3.5rem) 0 1.5rem; }
.head.good { --c: var(--good); }
.head.unsure { --c: var(--warning); }
.head.bad { --c: var(--error); }
.over { color: var(--soft); font-size: 0.8125rem; letter-spacing: 0.02em; }
.over span::before { content: "/"; margin: 0 0.5em; color: var(--edge); }
h1 { display: flex; align-items: center; gap: 0.35em; margin-top: 0.25rem; font-size: clamp(2rem, 6vw, 3rem); font-weight: 640; letter-spacing: -0.025em; line-height: 1.1; }
.mark { display: inline-grid; place-items: center; flex: none; width: 0.9em; height: 0.9em; border-radius: 50%; background: var(--c); color: var(--paper); font-size: 0.8em; font-weight: 700; letter-spacing: 0; line-height: 1; }
.lead { margin-top: 0.6rem; max-width: 44rem; color: var(--soft); font-size: clamp(1rem, 2vw, 1.1875rem); line-height: 1.4; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0.9rem 2rem; margin-top: 1.75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
dt { color: var(--soft); font-size: 0.8125rem; }
.sides code { display: block; font-size: 0.875rem; }
.bar { display: block; width: 100%; height: 0.625rem; margin-top: 1.75rem; border-radius: 0.3rem; }
.bar rect { fill: var(--c); }
.bar .R2, .bar .R5, .bar .R8 { fill-opacity: 0.8; }
.bar .R3, .bar .R6, .bar .R9 { fill-opacity: 0.62; }
.bar rect.pale { fill-opacity: 0.25; }
.news { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.25rem 2.5rem; }
.news > section { margin-top: 1.5rem; }
h2 { font-size: 0.9375rem; font-weight: 640; }
h2 span { color: var(--soft); font-weight: 400; }
.news li, footer li { margin-top: 0.35rem; }
.news details { margin-top: 0.35rem; }
.news summary { color: var(--soft); cursor: pointer; }
.news b { font-weight: 560; }
.news code { color: var(--soft); }

.tools { position: sticky; top: 0; z-index: 2; margin: 0 -0.75rem; padding: 0.75rem; background: var(--paper); border-bottom: 1px solid var(--line); }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; }
.row + .row { margin-top: 0.5rem; }
button, select, input[type="search"] { height: 2.125rem; padding: 0 0.75rem; border: 1px solid var(--edge); border-radius: 0.4rem; background: var(--card); color: inherit; font: inherit; font-size: 0.875rem; }
button { cursor: pointer; }
button:hover { background: var(--sunk); }
#page-search { flex: 1 1 14rem; min-width: 8rem; }
#page-search::placeholder { color: var(--soft); opacity: 1; }
select { max-width: 15rem; }
.check { display: inline-flex; align-items: center; gap: 0.4rem; padding: 0 0.25rem; font-size: 0.875rem; }
.check input { width: 1rem; height: 1rem; margin: 0; accent-color: var(--link); }
.views { display: inline-flex; }
.views button:first-child { border-radius: 0.4rem 0 0 0.4rem; }
.views button:last-child { margin-left: -1px; border-radius: 0 0.4rem 0.4rem 0; }
.views [aria-pressed="true"] { background: var(--ink); border-color: var(--ink); color: var(--paper); }
.chips { display: flex; flex-wrap: wrap; gap: 0.375rem; }
.chip { height: 1.75rem; padding: 0 0.65rem; border-color: var(--line); border-radius: 1rem; font-size: 0.8125rem; }
.chip::before { content: ""; display: inline-block; width: 0.5rem; height: 0.5rem; margin-right: 0.4rem; border-radius: 50%; background: var(--c); }
.chip b { margin-left: 0.15rem; color: var(--soft); font-weight: 400; }
.chip[aria-pressed="true"] { border-color: var(--c); background: color-mix(in srgb, var(--c) 14%, var(--card)); color: var(--c); }
.chip[aria-pressed="true"] b { color: inherit; }
#page-status { margin-left: auto; color: var(--soft); font-size: 0.8125rem; }
#page-nothing { padding: 3rem 0; color: var(--soft); text-align: center; }

main { padding: 1rem 0 2rem; }
main:focus { outline: none; }
.object { margin-top: 0.625rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); content-visibility: auto; contain-intrinsic-size: auto 3.2rem; }
.object > summary { display: grid; grid-template-columns: 8.25rem 1fr auto; align-items: baseline; gap: 0 1rem; padding: 0.7rem 1rem; cursor: pointer; list-style: none; border-radius: 0.5rem; }
.object > summary::-webkit-details-marker { display: none; }
.object > summary:hover { background: var(--sunk); }
.object[open] > summary { border-radius: 0.5rem 0.5rem 0 0; }
.pill { display: inline-block; padding: 0 0.5rem; border-radius: 0.3rem; background: color-mix(in srgb, var(--c) 12%, var(--card)); color: var(--c); font-size: 0.8125rem; font-weight: 560; line-height: 1.45rem; white-space: nowrap; }
.pill.quiet { background: var(--sunk); color: var(--soft); font-weight: 400; }
h3 { font-size: 0.9375rem; font-weight: 400; }
h3 b { font-weight: 620; }
.tags { color: var(--soft); font-size: 0.8125rem; }
.tags b { color: var(--error); font-weight: 560; }
.tags b.rolls { color: var(--warning); }
.amount { color: var(--soft); font-size: 0.8125rem; white-space: nowrap; }
.amount::after { content: "›"; display: inline-block; margin-left: 0.6rem; font-size: 1.05rem; line-height: 1; transition: transform 120ms; }
.object[open] > summary .amount::after { transform: rotate(90deg); }
.body { padding: 0 1rem 1rem; border-top: 1px solid var(--line); }
.facts { margin-top: 0.75rem; color: var(--soft); font-size: 0.8125rem; }
.facts code { font-size: 0.78rem; }
.body > ol { margin-top: 0.75rem; border-top: 1px solid var(--line); }
.finding { display: grid; grid-template-columns: 8.25rem minmax(0, 1fr); gap: 0 1rem; margin: 0 -1rem; padding: 0.9rem 1rem; border-bottom: 1px solid var(--line); scroll-margin-top: 9rem; }
.finding:last-child { border-bottom: 0; }
.finding:focus { outline: none; }
.finding[aria-current] { background: color-mix(in srgb, var(--link) 7%, var(--card)); box-shadow: inset 3px 0 0 var(--link); }
.finding.explained .pill { background: var(--sunk); }
.where { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; }
.where code { font-weight: 560; }
.where .code { color: var(--soft); font-weight: 400; }
.where a, .spellings a { color: var(--soft); font-size: 0.8125rem; text-decoration: none; }
.where a:hover, .spellings a:hover { color: var(--link); }
.change { margin-top: 0.4rem; border-radius: 0.35rem; overflow: hidden; font-family: var(--mono); font-size: 0.8125rem; line-height: 1.5; }
.change > * { display: block; padding: 0 0.6rem 0 1.6rem; text-indent: -1rem; white-space: pre-wrap; text-decoration: none; }
.change > *::before { display: inline-block; width: 1rem; text-indent: 0; color: var(--soft); }
.change > del { background: var(--gone); }
.change > del::before { content: "−"; }
.change > ins { background: var(--come); }
.change > ins::before { content: "+"; }
.change > span { background: var(--sunk); color: var(--soft); }
.change > span::before { content: " "; }
.change mark, .diff mark { border-radius: 2px; color: inherit; }
del mark { background: var(--gone-hit); }
ins mark { background: var(--come-hit); }
.says { margin-top: 0.45rem; max-width: 52rem; }
.says.remedy { color: var(--soft); }
.says.remedy::before { content: "→ "; color: var(--link); }
.says.reason { padding-left: 0.75rem; border-left: 2px solid var(--good); }
.ids { color: var(--soft); font-size: 0.8125rem; }

.spellings { margin-top: 0.75rem; font-size: 0.875rem; }
.spellings summary { color: var(--soft); cursor: pointer; }
.spellings table, .rules { width: 100%; margin-top: 0.5rem; border-collapse: collapse; }
.spellings :is(td, th), .rules :is(td, th) { padding: 0.35rem 0.75rem 0.35rem 0; border-top: 1px solid var(--line); text-align: left; font-weight: 400; vertical-align: top; }
.spellings thead th, .rules thead th { border-top: 0; color: var(--soft); font-size: 0.8125rem; }
.spellings td:nth-child(1) { width: 40%; }

.diff { width: 100%; margin-top: 0.9rem; border: 1px solid var(--line); border-radius: 0.35rem; border-collapse: separate; border-spacing: 0; table-layout: fixed; line-height: 1.5; overflow: hidden; }
.diff caption { padding-bottom: 0.35rem; color: var(--soft); font-family: var(--sans); text-align: left; }
.diff td { padding: 0 0.6rem; vertical-align: top; white-space: pre-wrap; }
.diff .number { width: 3.25rem; padding: 0 0.5rem; color: var(--soft); text-align: right; user-select: none; }
.diff :is(del, ins) { text-decoration: none; }
.diff .gone { background: var(--gone); }
.diff .come { background: var(--come); }
.diff .none { background: var(--sunk); }
.diff .sign { width: 1.5rem; padding: 0; color: var(--soft); text-align: center; user-select: none; }
.diff.split .middle { border-left: 1px solid var(--line); }
.diff .gap { padding: 0; background: var(--sunk); }
.diff .gap button { width: 100%; height: 1.75rem; border: 0; border-radius: 0; background: none; color: var(--soft); font-size: 0.8125rem; }
.diff .gap button:hover { color: var(--link); }
.diff .gap button:focus-visible { outline-offset: -2px; }
.later { height: 6rem; }

footer { padding: 1.5rem 0 4rem; border-top: 1px solid var(--line); }
footer > section { margin-top: 1.25rem; }
.rules { font-size: 0.875rem; }
.rules th[scope="row"] { width: 14rem; white-space: nowrap; }
.rules th span { margin-left: 0.4rem; color: var(--soft); }
.rules tr:target { background: color-mix(in srgb, var(--link) 9%, var(--paper)); }
.rules thead th { overflow-wrap: normal; }
.rules td:last-child, .rules th:last-child { padding-right: 0; text-align: right; }

dialog { width: min(26rem, 100vw - 2rem); padding: 1.5rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); color: var(--ink); }
dialog::backdrop { background: rgb(0 0 0 / 0.4); }
dialog dl { margin: 1rem 0; }
dialog dl div { display: grid; grid-template-columns: 5rem 1fr; padding: 0.25rem 0; }
dialog dd { color: var(--soft); }
kbd { display: inline-block; min-width: 1.5rem; padding: 0 0.35rem; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 0.3rem; background: var(--sunk); color: var(--ink); text-align: center; }

@media (max-width: 46rem) {
  html { scroll-padding-top: 4rem; }
  .tools { position: static; }
  .views { display: none; }
  #page-status { width: 100%; margin: 0; }
  .object > summary, .finding { grid-template-columns: minmax(0, 1fr); }
  .object > summary { position: relative; gap: 0.3rem; padding-right: 2.5rem; }
  .amount { font-size: 0; }
  .amount::after { position: absolute; right: 1rem; top: 0.8rem; }
  .where { margin-top: 0.3rem; }
  .diff td, .change > * { word-break: break-all; font-size: 0.75rem; }
  .diff .number { width: 0; padding: 0; overflow: hidden; font-size: 0; }
  .rules th[scope="row"] { width: auto; white-space: normal; }
  .rules th span { display: block; margin: 0; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .tools, .skip, .amount::after, .where a, .gap, dialog { display: none !important; }
  .object { content-visibility: visible; }
  .finding, .diff tr { break-inside: avoid; }
  .object > summary { break-after: avoid; }
  .change > *, .diff td, .pill, .bar { print-color-adjust: exact; }
}
`;
