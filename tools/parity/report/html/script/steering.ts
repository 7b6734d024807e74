// Moves through the page: links to findings, keys, the two views, dark and light, printing.

export const steering: string = `
/** Every finding with its object, in the order of the page. */
const places = items.flatMap((item) => item.object.findings.map((finding) => ({ item, finding })));
const placesById = new Map(places.map((place) => [place.finding.id, place]));
let current = null;

function goTo(place) {
  open(place.item);
  const element = place.item.findings.get(place.finding);
  if (current !== null) current.element.removeAttribute('aria-current');
  current = { place, element };
  element.setAttribute('aria-current', 'true');
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center' });
  countOpen();
}

/** A link to a finding that is filtered away shows everything again. */
function followLink() {
  const place = placesById.get(decodeHash());
  if (place === undefined) return;
  if (!isShown(place.item) || !isFindingShown(place.finding)) resetFilters();
  goTo(place);
}

function decodeHash() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

function step(by) {
  const shown = places.filter(({ item, finding }) => !item.element.hidden && isFindingShown(finding));
  if (shown.length === 0) return;
  const at = current === null ? -1 : shown.indexOf(current.place);
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
  goTo(shown[next]);
  history.replaceState(null, '', '#' + encodeURIComponent(shown[next].finding.id));
}

function setView(name) {
  view = name;
  for (const button of document.querySelectorAll('[data-view]')) button.setAttribute('aria-pressed', String(button.dataset.view === name));
  redrawDiffs();
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  showTheme();
  remember(theme);
}

function showTheme() {
  byId('page-theme').setAttribute('aria-pressed', String(isDark()));
}

/** Pages from files may not be allowed to remember anything. */
function remember(theme) {
  try {
    localStorage.setItem('twinhull-theme', theme);
  } catch {
    return;
  }
}

function recall() {
  try {
    const theme = localStorage.getItem('twinhull-theme');
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  } catch {
    return;
  }
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  '/': () => byId('page-search').focus(),
  e: toggleAll,
  v: () => setView(view === 'split' ? 'unified' : 'split'),
  x: () => byId('page-explained').click(),
  t: () => setTheme(isDark() ? 'light' : 'dark'),
  '?': () => byId('page-help').showModal(),
};

/** Browsers empty a field for searches by themselves, but not all of them, and not all of them say so. */
function leave(field) {
  if (field.id === 'page-search') {
    field.value = '';
    search('');
  }
  field.blur();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId('page-help').open) return;
  const { target } = event;
  if (target.matches('input[type="search"], select, textarea')) {
    if (event.key === 'Escape') leave(target);
    return;
  }
  const action = keys[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

/** On paper nothing can be opened. */
function drawForPaper() {
  for (const item of shownItems()) open(item);
  for (const box of [...waiting.keys()]) drawWaiting(box);
}

recall();
showTheme();
byId('page-list').append(...items.map(drawObject));
listen();
applyFilters();
setView(view);
for (const button of document.querySelectorAll('[data-view]')) button.addEventListener('click', () => setView(button.dataset.view));
byId('page-theme').addEventListener('click', () => setTheme(isDark() ? 'light' : 'dark'));
byId('page-help-open').addEventListener('click', () => byId('page-help').showModal());
document.addEventListener('keydown', onKey);
addEventListener('hashchange', followLink);
addEventListener('beforeprint', drawForPaper);
narrow.addEventListener('change', redrawDiffs);
if (items.length === 1) open(items[0]);
followLink();
`;
