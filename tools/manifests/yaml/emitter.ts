// Prints JSON values as the two generations of go-yaml do. State and rules are those of libyaml's emitter.
import type { Json } from '../../jsonnet/port.ts';
import { formatFloat } from './floats.ts';
import { sortKeys } from './keyOrder.ts';
import { type Output, writeColon, writeIndent, writeIndicator, writeWord } from './output.ts';
import { type Analysis, analyzeScalar, isSurelyPlain } from './scalars.ts';
import { writeStyled } from './styles.ts';

/** What the node is directly inside of. */
type Place = 'root' | 'sequence' | 'mapping';

/** Longer keys, in bytes of UTF-8, are printed behind `? `. */
const simpleKeyBytes = 128;

/** Prints one document. The first of a stream has no `---` in front of it. */
export function writeDocument(output: Output, value: Json, first: boolean): void {
  if (!first) {
    writeIndent(output, 0);
    writeIndicator(output, '---', false);
    if (output.dialect === 'v3') writeIndent(output, 0);
  }
  writeNode(output, value, -1, 'root');
  writeIndent(output, 0);
}

function writeNode(output: Output, value: Json, indent: number, place: Place): void {
  if (typeof value === 'string') writeString(output, value, indent, place);
  else if (value === null || typeof value !== 'object') writeWord(output, wordOf(value));
  else if (Array.isArray(value)) writeSequence(output, value, indent, place);
  else writeMapping(output, value, indent, place);
}

function wordOf(value: null | boolean | number): string {
  return typeof value === 'number' ? formatFloat(value) : String(value);
}

function writeSequence(output: Output, items: readonly Json[], indent: number, place: Place): void {
  if (items.length === 0) return writeWord(output, '[]');
  const compact = output.dialect === 'v2' && place === 'mapping' && !output.indention;
  const inner = compact ? indent : innerIndent(output, indent, place);
  for (const item of items) {
    writeIndent(output, inner);
    writeIndicator(output, '-', true);
    writeNode(output, item, inner, 'sequence');
  }
}

function writeMapping(
  output: Output,
  map: { readonly [key: string]: Json },
  indent: number,
  place: Place,
): void {
  const keys = sortKeys(Object.keys(map), output.dialect);
  if (keys.length === 0) return writeWord(output, '{}');
  const inner = innerIndent(output, indent, place);
  for (const key of keys) {
    writeIndent(output, inner);
    writeKey(output, key, inner);
    writeNode(output, map[key] as Json, inner, 'mapping');
  }
}

function writeKey(output: Output, key: string, indent: number): void {
  if (key.length <= simpleKeyBytes && isSurelyPlain(key)) {
    writeWord(output, key);
    return writeColon(output);
  }
  const text = wellFormed(key);
  const analysis = analyzeScalar(text, output.dialect);
  if (!analysis.multiline && isShort(text)) {
    writeStyled(output, text, { style: analysis.style, indent: 0, fold: false });
    return writeColon(output);
  }
  writeIndicator(output, '?', true);
  writeAnalyzed(output, text, analysis, scalarIndent(output, indent, 'mapping'));
  writeIndent(output, indent);
  writeIndicator(output, ':', true);
}

function writeString(output: Output, value: string, indent: number, place: Place): void {
  if (isSurelyPlain(value)) {
    if (output.column + value.length < output.width) return writeWord(output, value);
    return writeStyled(output, value, {
      style: 'plain',
      indent: scalarIndent(output, indent, place),
      fold: true,
    });
  }
  const text = wellFormed(value);
  writeAnalyzed(output, text, analyzeScalar(text, output.dialect), scalarIndent(output, indent, place));
}

function writeAnalyzed(output: Output, text: string, analysis: Analysis, indent: number): void {
  writeStyled(output, text, { style: analysis.style, indent, fold: true });
}

/** Where the children of a block collection begin. */
function innerIndent(output: Output, indent: number, place: Place): number {
  return indent < 0 ? 0 : deeper(output, indent, place);
}

/** Where the continuation lines of a scalar begin. */
function scalarIndent(output: Output, indent: number, place: Place): number {
  return indent < 0 ? output.indentStep : deeper(output, indent, place);
}

function deeper({ dialect, indentStep }: Output, indent: number, place: Place): number {
  // v3 aligns to multiples of its step, except behind a `- `.
  if (dialect === 'v3' && place !== 'sequence') return indentStep * Math.floor(indent / indentStep + 1);
  return indent + 2;
}

function isShort(text: string): boolean {
  return text.length * 3 <= simpleKeyBytes || Buffer.byteLength(text) <= simpleKeyBytes;
}

/** Half a surrogate pair is no character: like Go, print U+FFFD for it. */
function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;
}
