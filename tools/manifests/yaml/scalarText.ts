// The text of a scalar where the `yaml` package and libyaml, which reads for Kubernetes, disagree.
import type { Scalar } from 'yaml';
import type { Source } from './source.ts';

const foreign = /[\u2028\u2029]/;

/** The text that a scalar stands for, before its tag and its looks are considered. */
export function textOf(source: Source, node: Scalar): string {
  const text = typeof node.value === 'string' ? node.value : '';
  const [start = 0, valueEnd = 0, end = 0] = node.range ?? [];
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  const exact = isBlock ? withoutAddedBreak(source, text, end) : text;
  const raw = source.original?.slice(start, valueEnd);
  if (raw === undefined || !foreign.test(raw)) return exact;
  if (isBlock) return node.type === 'BLOCK_LITERAL' ? restoreBreaks(raw, exact) : exact;
  if (node.type === 'PLAIN') return foldLines(raw);
  return node.type === 'QUOTE_SINGLE' ? foldLines(raw.slice(1, -1)).replaceAll("''", "'") : exact;
}

/** A block that ends with the file has a final break only if the file has one. */
function withoutAddedBreak({ text }: Source, value: string, end: number): string {
  return end >= text.length && !text.endsWith('\n') && value.endsWith('\n') ? value.slice(0, -1) : value;
}

/** Every break of a literal block is a break of its value; those of the header line are before them. */
function restoreBreaks(raw: string, value: string): string {
  const breaks = raw.match(/[\n\u0085\u2028\u2029]/g)?.slice(1) ?? [];
  let index = 0;
  return value.replace(/\n/g, () => (breaks[index++] ?? '\n').replace('\u0085', '\n'));
}

/** Joins lines as YAML 1.1 does: one `\n` is a blank, U+2028 and U+2029 stay, and so do breaks behind the first. */
function foldLines(raw: string): string {
  return raw.replace(/[ \t]*[\r\n\u0085\u2028\u2029][ \t\r\n\u0085\u2028\u2029]*/g, (space) => {
    const [first, ...others] = space.replace(/\r\n?|\u0085/g, '\n').replace(/[ \t]/g, '');
    const kept = others.join('');
    return first === '\n' ? kept || ' ' : first + kept;
  });
}
