// Prose of an application's data for files that people read: wrapped, on safe lines, and harmless in Markdown.

/** The text on one line, without what is no printable character. */
function flatten(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\s\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]+/gu, ' ')
    .trim();
}

/** The text in lines of at most `width` characters; longer words stay whole. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of flatten(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Text for Markdown: its own code spans stay, and nothing in it becomes HTML. */
export function escapeMarkdown(text: string): string {
  return flatten(text)
    .split(/(`[^`]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll('<', '&lt;')))
    .join('');
}

/** A cell of a table: pipes would end it, even inside code. */
function escapeCell(text: string): string {
  return flatten(text).replaceAll('|', '\\|');
}

/** A code span, also of a text that has backticks. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A table of Markdown with escaped cells. */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(heading), `|${heading.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
