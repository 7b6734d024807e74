// HTML in which every text is escaped, unless it is markup already.

/** Text that is HTML. */
export interface Markup {
  readonly text: string;
}

type Part = string | number | Markup | undefined | readonly Part[];

/** A template of HTML: texts in it are escaped, markup and lists of it are not, what is undefined is left out. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { text: strings.map((text, at) => text + (at < parts.length ? render(parts[at]) : '')).join('') };
}

/** A text of our own that is HTML, a script or a style. */
export function raw(text: string): Markup {
  return { text };
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (Array.isArray(part)) return part.map(render).join('');
  return typeof part === 'object' ? (part as Markup).text : escapeHtml(String(part));
}

function escapeHtml(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => named[character] ?? character);
}
