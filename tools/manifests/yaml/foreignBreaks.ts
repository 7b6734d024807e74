// U+0085, U+2028 and U+2029 are line breaks to libyaml, which reads for Kubernetes, but not to the `yaml` package.

/** A line that ends with `|` or `>` right behind dashes, a key, or a tag. */
const blockHeader = new RegExp(
  [
    '^(?:---[ \\t]+)?(?<indicators> *(?:[-?:] +)*)',
    `(?<key>(?:"(?:[^"\\\\]|\\\\.)*"|'(?:[^']|'')*'|[^'"\\s].*)[ \\t]*:[ \\t]+)?`,
    '(?:[!&]\\S*[ \\t]+)*',
    '[|>][-+0-9]{0,2}[ \\t]*(?:#.*)?$',
  ].join(''),
);

/**
 * The text with such breaks as `\n` where only then its structure is seen: U+0085 everywhere, the other two in block
 * scalars. In quoted and plain scalars they stay, because the package wants the lines behind a break indented.
 * Every character keeps its place.
 */
export function normalizeBreaks(text: string): string {
  const simple = text.replaceAll('\u0085', '\n');
  if (!/[\u2028\u2029]/.test(simple)) return simple;
  let margin: number | undefined;
  const lines = simple.split('\n').map((line) => {
    if (margin !== undefined && isInBlock(line, margin)) return line.replace(/[\u2028\u2029]/g, '\n');
    margin = findMargin(line);
    return line;
  });
  return lines.join('\n');
}

function isInBlock(line: string, margin: number): boolean {
  if (/^(?:---|\.\.\.)(?:[ \t]|$)/.test(line)) return false;
  return /^ *(?:$|[\u2028\u2029])/.test(line) || indentOf(line) > margin;
}

/** The column that the lines of the block must exceed: that of its key, or of the last indicator before it. */
function findMargin(line: string): number | undefined {
  const { indicators, key } = blockHeader.exec(line)?.groups ?? {};
  if (indicators === undefined) return undefined;
  return key !== undefined ? indicators.length : (indicators.trimEnd().length || indicators.length) - 1;
}

function indentOf(line: string): number {
  return line.search(/[^ ]|$/);
}
