// The text of a scalar where the `yaml` package and libyaml, which reads for Kubernetes, disagree.
import type { Scalar } from 'yaml';
import type { Source } from './source.ts';

/** The text that a scalar stands for, before its tag and its looks are considered. */
export function textOf(source: Source, node: Scalar): string {
  const text = typeof node.value === 'string' ? node.value : '';
  if (node.type === 'PLAIN' || node.type === 'QUOTE_SINGLE') {
    return source.foreignBreaks ? text.replace(/[ \t]*([\u2028\u2029])[ \t]*/g, '$1') : text;
  }
  if (node.type === 'QUOTE_DOUBLE') return text;
  return blockText(source, node, text);
}

function blockText(source: Source, node: Scalar, text: string): string {
  const [start = 0, end = 0] = node.range ?? [];
  // A block that ends with the file has a final break only if the file has one.
  const open = end >= source.text.length && !source.text.endsWith('\n') && text.endsWith('\n');
  const exact = open ? text.slice(0, -1) : text;
  return source.foreignBreaks ? stripMargins(source.text.slice(start, end), exact) : exact;
}

/** U+2028 and U+2029 end a line: what follows them is indented like any other line of the block. */
function stripMargins(block: string, text: string): string {
  const first = /\n( *)[^ \n]/.exec(block);

  const width = (first?.[1] ?? '').length;

  return text.replace(new RegExp(`([\\u2028\\u2029]) {0,${width}}`, 'g'), '$1');
}
