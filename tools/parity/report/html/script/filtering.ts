// Shows what is asked for: by risk, by kind, by text, with or without what is explained.

export const filtering: string = String.raw`
const asked = { risks: new Set(), kind: '', terms: [], explained: true };

/** All texts of an object, in small letters, made when they are first searched. */
function textOf(item) {
  if (item.text !== null) return item.text;
  const { name, apiVersion, was, status, sources, hook, findings, equivalences, before, after } = item.object;
  const parts = [name, apiVersion, was, status, hook, ...sources, ...before, ...after];
  for (const finding of findings) parts.push(textOfFinding(finding));
  for (const { path } of equivalences) parts.push(path);
  item.text = parts.filter((part) => part !== undefined).join('\n').toLowerCase();
  return item.text;
}

function textOfFinding({ code, risk, path, lines, consequence, remedy, reason, entry }) {
  return [code, risk + ' ' + titles[risk], path, ...lines.map((line) => line[1]), consequence, remedy, reason, entry].join('\n');
}

function isFindingShown(finding) {
  if (finding.reason !== undefined && !asked.explained) return false;
  return asked.risks.size === 0 || asked.risks.has(finding.risk);
}

function isShown(item) {
  const { kind, findings } = item.object;
  if (asked.kind !== '' && kind !== asked.kind) return false;
  const hasFinding = findings.some(isFindingShown);
  if (!hasFinding && (findings.length > 0 || asked.risks.size > 0)) return false;
  return asked.terms.every((term) => textOf(item).includes(term));
}

function filterFindings(item) {
  for (const [finding, element] of item.findings) element.hidden = !isFindingShown(finding);
}

function applyFilters() {
  let objects = 0;
  let findings = 0;
  for (const item of items) {
    const shown = isShown(item);
    item.element.hidden = !shown;
    filterFindings(item);
    if (!shown) continue;
    objects++;
    findings += item.object.findings.filter(isFindingShown).length;
  }
  const part = objects === items.length ? '' : objects.toLocaleString('en-US') + ' of ';
  byId('page-status').textContent = part + countOf(items.length, 'object') + ', ' + countOf(findings, 'finding');
  byId('page-nothing').hidden = objects > 0;
  countOpen();
}

function shownItems() {
  return items.filter((item) => !item.element.hidden);
}

/** The button does what there is to do: as long as something is closed, it opens. */
function countOpen() {
  const shown = shownItems();
  const closed = shown.some((item) => !item.element.open);
  byId('page-expand').textContent = closed || shown.length === 0 ? 'Expand all' : 'Collapse all';
}

function toggleAll() {
  const shown = shownItems();
  const expand = shown.some((item) => !item.element.open);
  for (const item of shown) {
    if (expand) open(item);
    else item.element.open = false;
  }
  countOpen();
}

function resetFilters() {
  asked.risks.clear();
  Object.assign(asked, { kind: '', terms: [], explained: true });
  byId('page-search').value = '';
  byId('page-kind').value = '';
  byId('page-explained').checked = true;
  for (const chip of document.querySelectorAll('[data-risk]')) chip.setAttribute('aria-pressed', 'false');
  applyFilters();
}

function search(text) {
  asked.terms = text.toLowerCase().split(/\s+/).filter((term) => term !== '');
  applyFilters();
}

function listen() {
  byId('page-search').addEventListener('input', (event) => search(event.target.value));
  byId('page-kind').addEventListener('change', (event) => {
    asked.kind = event.target.value;
    applyFilters();
  });
  byId('page-explained').addEventListener('change', (event) => {
    asked.explained = event.target.checked;
    applyFilters();
  });
  for (const chip of document.querySelectorAll('[data-risk]')) chip.addEventListener('click', () => toggleRisk(chip));
  byId('page-reset').addEventListener('click', resetFilters);
  byId('page-expand').addEventListener('click', toggleAll);
}

function toggleRisk(chip) {
  const { risk } = chip.dataset;
  if (!asked.risks.delete(risk)) asked.risks.add(risk);
  chip.setAttribute('aria-pressed', String(asked.risks.has(risk)));
  applyFilters();
}
`;
