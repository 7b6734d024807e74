// Draws objects and their findings. Texts of the report become text nodes only, so nothing in them is ever markup.

export const drawing: string = String.raw`
const byId = (id) => document.getElementById(id);
const page = JSON.parse(byId('page-data').textContent);
const titles = { R1: 'blocked', R2: 'data loss', R3: 'outage', R4: 'restart', R5: 'exposure', R6: 'lifecycle', R7: 'capacity', R8: 'observability', R9: 'information' };
const narrow = matchMedia('(max-width: 46rem)');
let view = matchMedia('(min-width: 75rem)').matches ? 'split' : 'unified';

/** One per object; its element is there from the start, what is inside only when it is opened. */
const items = page.objects.map((object) => ({ object, element: null, body: null, findings: new Map(), text: null }));

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ''));
  return element;
}

function countOf(number, one) {
  return number.toLocaleString('en-US') + ' ' + one + (number === 1 ? '' : 's');
}

function pill(risk) {
  return make('span', { class: 'pill ' + risk }, risk + ' ' + titles[risk]);
}

function drawObject(item) {
  const { object } = item;
  const [kind, ...name] = object.name.split(' ');
  const tags = make('span', { class: 'tags' }, object.was === undefined ? object.status : 'was ' + object.was);
  if (object.refused) tags.append(' · ', make('b', {}, 'refused'));
  if (object.rolls) tags.append(' · ', make('b', { class: 'rolls' }, 'restarts'));
  if (object.hook !== undefined) tags.append(' · hook: ' + object.hook);
  const state = object.findings.length > 0 ? 'explained' : object.status;
  const amount = object.findings.length > 0 ? countOf(object.findings.length, 'finding') : countOf(object.equivalences.length, 'spelling');
  item.element = make('details', { class: 'object' },
    make('summary', {},
      make('span', {}, object.worst === undefined ? make('span', { class: 'pill quiet' }, state) : pill(object.worst)),
      make('h3', {}, kind + ' ', make('b', {}, name.join(' ')), '  ', tags),
      make('span', { class: 'amount' }, amount)));
  item.element.addEventListener('toggle', () => {
    if (item.element.open) fill(item);
    countOpen();
  });
  return item.element;
}

function open(item) {
  item.element.open = true;
  fill(item);
}

/** Draws what is inside of an object, once. */
function fill(item) {
  if (item.body !== null) return;
  const { object } = item;
  item.body = make('div', { class: 'body' }, ...describeFacts(object));
  const findings = object.findings.map((finding) => drawFinding(item, finding));
  if (findings.length > 0) item.body.append(make('ol', {}, ...findings));
  if (object.equivalences.length > 0) item.body.append(drawSpellings(object.equivalences));
  if (object.runs.length > 0) item.body.append(awaitDiff(item));
  item.element.append(item.body);
  filterFindings(item);
}

function describeFacts(object) {
  const facts = [];
  const sources = [...new Set(object.sources)].filter((source) => source !== '').map((source) => make('code', {}, source));
  if (sources.length > 0) facts.push(make('p', { class: 'facts' }, object.apiVersion + '  ', ...sources.flatMap((source) => [' → ', source]).slice(1)));
  if (object.because.length > 0) facts.push(make('p', { class: 'facts' }, 'Restarts because of ', ...joinCodes(object.because)));
  if (object.stale.length > 0) facts.push(make('p', { class: 'facts' }, 'Until somebody restarts them, these go on with the old configuration: ' + object.stale.join(', ')));
  return facts;
}

function joinCodes(texts) {
  return texts.flatMap((text, at) => (at === 0 ? [make('code', {}, text)] : [', ', make('code', {}, text)]));
}

function drawFinding(item, finding) {
  const explained = finding.reason !== undefined;
  const element = make('li', { class: 'finding' + (explained ? ' explained' : ''), id: finding.id, tabindex: '-1' },
    make('span', {}, pill(finding.risk)),
    make('div', {},
      make('div', { class: 'where' }, make('code', {}, finding.path === '' ? 'the whole object' : finding.path),
        make('code', { class: 'code' }, finding.code), ...finding.rules.map(linkRule),
        make('a', { href: '#' + encodeURIComponent(finding.id), 'aria-label': 'Link to this finding' }, '#')),
      finding.lines.length > 0 ? drawChange(finding.lines) : '',
      make('p', { class: 'says' }, finding.consequence),
      make('p', explained ? { class: 'says reason' } : { class: 'says remedy' }, explained ? 'Explained: ' + finding.reason + ' ' : finding.remedy, explained ? make('code', {}, finding.entry) : '')));
  item.findings.set(finding, element);
  return element;
}

/** What was taken to be equal before the two were found to differ. */
function linkRule(rule) {
  return make('a', { href: '#page-rule-' + rule, title: 'Compared after ' + rule + ' ' + (page.rules[rule] || '') }, rule);
}

/** The few lines of a finding; of one line that replaces another, the part that differs is marked. */
function drawChange(lines) {
  const box = make('div', { class: 'change' });
  lines.forEach(([kind, text], at) => {
    const tag = kind < 0 ? 'del' : kind > 0 ? 'ins' : 'span';
    const other = lines[at + (kind < 0 ? 1 : -1)];
    const pair = kind !== 0 && other !== undefined && other[0] === -kind;
    box.append(make(tag, {}, ...(pair ? markText(text, other[1]) : [text === '' ? ' ' : text])));
  });
  return box;
}

/** The text with what differs from the other in a mark, unless they have little in common. */
function markText(text, other) {
  let start = 0;
  while (start < text.length && start < other.length && text[start] === other[start]) start++;
  let end = 0;
  while (end < text.length - start && end < other.length - start && text[text.length - 1 - end] === other[other.length - 1 - end]) end++;
  while (start > 0 && isWord(text[start - 1])) start--;
  while (end > 0 && isWord(text[text.length - end])) end--;
  const indent = text.length - text.trimStart().length;
  if (start + end === text.length || (start + end - indent) * 4 < text.length - indent) return [text];
  return [text.slice(0, start), make('mark', {}, text.slice(start, text.length - end)), text.slice(text.length - end)];
}

function isWord(character) {
  return /[\p{L}\p{N}]/u.test(character);
}

function drawSpellings(equivalences) {
  const shown = (value) => (value === undefined ? make('span', { class: 'ids' }, 'nothing') : make('code', {}, value));
  const rows = equivalences.map(({ path, before, after, rules, storedEqual }) => make('tr', {},
    make('td', {}, make('code', {}, path)), make('td', {}, shown(before)), make('td', {}, shown(after)),
    make('td', {}, ...rules.flatMap((rule) => [linkRule(rule), ' ']), storedEqual ? '' : 'stored differently')));
  const heads = ['Written differently', 'Before', 'After', 'Rules'].map((text) => make('th', { scope: 'col' }, text));
  return make('details', { class: 'spellings' }, make('summary', {}, countOf(equivalences.length, 'difference') + ' without a meaning'),
    make('table', {}, make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...rows)));
}

/** Differences of whole objects are drawn when they come into sight, and again when the view is changed. */
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) drawWaiting(entry.target);
}, { rootMargin: '800px' });
const waiting = new Map();

function awaitDiff(item) {
  const box = make('div', { class: 'later' });
  waiting.set(box, item);
  watcher.observe(box);
  return box;
}

function drawWaiting(box) {
  const item = waiting.get(box);
  if (item === undefined) return;
  waiting.delete(box);
  watcher.unobserve(box);
  item.diff = drawDiff(item.object);
  box.replaceWith(item.diff);
}

function redrawDiffs() {
  for (const item of items) {
    if (item.diff === undefined) continue;
    const box = awaitDiff(item);
    item.diff.replaceWith(box);
    item.diff = undefined;
  }
}

const context = 3;

function drawDiff(object) {
  const split = view === 'split' && !narrow.matches;
  const body = make('tbody', {});
  const table = make('table', { class: split ? 'diff split' : 'diff' }, make('caption', {}, 'The object before and after'), drawColumns(split), body);
  let x = 0;
  let y = 0;
  object.runs.forEach(([kind, number], at) => {
    if (kind === 0) drawCommon({ object, split, body, x, y, number, first: at === 0, last: at === object.runs.length - 1 });
    else if (split) drawSplit({ object, body, x, y, kind, number, next: object.runs[at + 1], previous: object.runs[at - 1] });
    else drawUnified({ object, body, x, y, kind, number, next: object.runs[at + 1], previous: object.runs[at - 1] });
    if (kind <= 0) x += number;
    if (kind >= 0) y += number;
  });
  return table;
}

/** Names of the columns, for those who hear the page. */
function drawColumns(split) {
  const names = split ? ['Line before', 'Before', 'Line after', 'After'] : ['Line before', 'Line after', 'Sign', 'Text'];
  const classes = split ? ['number', '', 'number', ''] : ['number', 'number', 'sign', ''];
  return make('thead', {}, make('tr', {}, ...names.map((name, at) => make('th', { scope: 'col', class: classes[at] }, make('span', { class: 'hidden' }, name)))));
}

function drawCommon({ object, split, body, x, y, number, first, last }) {
  const head = first ? 0 : Math.min(context, number);
  const tail = last ? 0 : Math.min(context, number - head);
  const row = (at) => drawEqual(object.before[x + at], x + at + 1, y + at + 1, split);
  const all = Array.from({ length: number }, (_, at) => at);
  body.append(...all.slice(0, head).map(row));
  const middle = all.slice(head, number - tail);
  if (middle.length > 1) {
    const button = make('button', { type: 'button' }, '… ' + countOf(middle.length, 'common line'));
    const gap = make('tr', {}, make('td', { class: 'gap', colspan: '4' }, button));
    button.addEventListener('click', () => gap.replaceWith(...middle.map(row)));
    body.append(gap);
  } else body.append(...middle.map(row));
  body.append(...all.slice(number - tail).map(row));
}

function drawEqual(text, x, y, split) {
  const number = (value) => make('td', { class: 'number' }, String(value));
  return split
    ? make('tr', {}, number(x), make('td', {}, text), make('td', { class: 'number middle' }, String(y)), make('td', {}, text))
    : make('tr', {}, number(x), number(y), make('td', { class: 'sign' }), make('td', {}, text));
}

function drawUnified({ object, body, x, y, kind, number, next, previous }) {
  const lines = kind < 0 ? object.before : object.after;
  const others = kind < 0 ? object.after : object.before;
  const pairs = kind < 0 ? pairedWith(next, 1) : pairedWith(previous, -1);
  const side = kind < 0 ? 'gone' : 'come';
  for (let at = 0; at < number; at++) {
    const text = lines[(kind < 0 ? x : y) + at];
    const other = at < pairs ? others[(kind < 0 ? y : x - pairs) + at] : undefined;
    body.append(make('tr', { class: side }, make('td', { class: 'number' }, kind < 0 ? String(x + at + 1) : ''),
      make('td', { class: 'number' }, kind > 0 ? String(y + at + 1) : ''), make('td', { class: 'sign' }, kind < 0 ? '−' : '+'),
      make('td', {}, drawText(text, other, kind))));
  }
}

/** How many lines the run beside has, when it is the other half of a replacement. */
function pairedWith(run, kind) {
  return run !== undefined && run[0] === kind ? run[1] : 0;
}

/** What goes away and what comes in its place stand in the same rows. */
function drawSplit({ object, body, x, y, kind, number, next, previous }) {
  if (kind > 0 && pairedWith(previous, -1) > 0) return;
  const removed = kind < 0 ? number : 0;
  const added = kind > 0 ? number : pairedWith(next, 1);
  for (let at = 0; at < Math.max(removed, added); at++) {
    const before = at < removed ? object.before[x + at] : undefined;
    const after = at < added ? object.after[y + at] : undefined;
    body.append(make('tr', {}, ...drawHalf(before, after, x + at + 1, -1), ...drawHalf(after, before, y + at + 1, 1)));
  }
}

function drawHalf(text, other, line, kind) {
  const side = text === undefined ? 'none' : kind < 0 ? 'gone' : 'come';
  const middle = kind > 0 ? ' middle' : '';
  if (text === undefined) return [make('td', { class: 'number none' + middle }), make('td', { class: 'none' })];
  return [make('td', { class: 'number ' + side + middle }, String(line)), make('td', { class: side }, drawText(text, other, kind))];
}

function drawText(text, other, kind) {
  return make(kind < 0 ? 'del' : 'ins', {}, ...(other === undefined ? [text] : markText(text, other)));
}
`;
