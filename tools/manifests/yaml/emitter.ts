// Prints JSON values as the two generations of go-yaml do. State and rules are those of libyaml's emitter.
import { isJsonObject, type Json } from '../../shared/json.ts';
import { formatFloat } from './floats.ts';
import { sortKeys } from './keyOrder.ts';
import { type Output, writeColon, writeIndent, writeIndicator, writeWord } from './output.ts';
import { analyzeScalar, isSurelyPlain } from './scalars.ts';
import { writeStyled } from './styles.ts';

/** The collection around a node, and the column of its items or keys; -1 for the document. */
interface Around {
  readonly kind: 'document' | 'sequence' | 'mapping';
  readonly indent: number;
}

const document: Around = { kind: 'document', indent: -1 };

/** Longer keys, in bytes of UTF-8, are printed behind `? `. */
const simpleKeyBytes = 128;

/** Prints one document. The first of a stream has no `---` in front of it. */
export function writeDocument(output: Output, value: Json, first: boolean): void {
  if (!first) {
    writeIndent(output, 0);
    writeIndicator(output, '---', false);
    if (output.dialect === 'v3') writeIndent(output, 0);
  }
  writeNode(output, value, document);
  writeIndent(output, 0);
}

function writeNode(output: Output, value: Json, around: Around): void {
  if (typeof value === 'string') writeString(output, value, around);
  else if (value === null || typeof value !== 'object') writeWord(output, wordOf(value));
  else if (isJsonObject(value)) writeMapping(output, value, around);
  else writeSequence(output, value, around);
}

function wordOf(value: null | boolean | number): string {
  return typeof value === 'number' ? formatFloat(value) : String(value);
}

function writeSequence(output: Output, items: readonly Json[], around: Around): void {
  if (items.length === 0) return writeWord(output, '[]');
  const compact = output.dialect === 'v2' && around.kind === 'mapping' && !output.indention;
  const indent = compact ? around.indent : innerIndent(output, around);
  const inside: Around = { kind: 'sequence', indent };
  for (const item of items) {
    writeIndent(output, indent);
    writeIndicator(output, '-', true);
    writeNode(output, item, inside);
  }
}

function writeMapping(output: Output, map: { readonly [key: string]: Json }, around: Around): void {
  const keys = sortKeys(Object.keys(map), output.dialect);
  if (keys.length === 0) return writeWord(output, '{}');
  const inside: Around = { kind: 'mapping', indent: innerIndent(output, around) };
  for (const key of keys) {
    writeIndent(output, inside.indent);
    writeKey(output, key, inside);
    writeNode(output, map[key] as Json, inside);
  }
}

function writeKey(output: Output, key: string, around: Around): void {
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
  writeStyled(output, text, { style: analysis.style, indent: scalarIndent(output, around), fold: true });
  writeIndent(output, around.indent);
  writeIndicator(output, ':', true);
}

function writeString(output: Output, value: string, around: Around): void {
  const indent = scalarIndent(output, around);
  if (isSurelyPlain(value)) {
    if (output.column + value.length < output.width) return writeWord(output, value);
    return writeStyled(output, value, { style: 'plain', indent, fold: true });
  }
  const text = wellFormed(value);
  writeStyled(output, text, { style: analyzeScalar(text, output.dialect).style, indent, fold: true });
}

/** Where the children of a block collection begin. */
function innerIndent(output: Output, around: Around): number {
  return around.indent < 0 ? 0 : deeper(output, around);
}

/** Where the continuation lines of a scalar begin. */
function scalarIndent(output: Output, around: Around): number {
  return around.indent < 0 ? output.indentStep : deeper(output, around);
}

function deeper({ dialect, indentStep }: Output, { kind, indent }: Around): number {
  // v3 aligns to multiples of its step, except behind a `- `.
  if (dialect === 'v3' && kind !== 'sequence') return indentStep * Math.floor(indent / indentStep + 1);
  return indent + 2;
}

function isShort(text: string): boolean {
  return text.length * 3 <= simpleKeyBytes || Buffer.byteLength(text) <= simpleKeyBytes;
}

/** Half a surrogate pair is no character: like Go, print U+FFFD for it. */
function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;
}
