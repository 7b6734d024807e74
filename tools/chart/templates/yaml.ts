// Text of YAML for what is known: scalars and keys that every reader of YAML takes for what they are.
import { isAmbiguous } from '../../manifests/yaml/resolve.ts';
import { pipe, quoteGo } from './go.ts';

/** Safe beginnings, safe characters; what looks like a number begins otherwise. */
const plain = /^(?:[A-Za-z_/]|\.\.?\/|--?[A-Za-z])[\w ./@+=:,()~^*&%$!?;'|-]*$/;
const quantity = /^[1-9]\d*(?:m|s|h|d|[kKMGTPE]i?)$/;

/** Whether a string can stand without quotes. */
export function isPlain(text: string): boolean {
  if (quantity.test(text)) return !/^\d+[eE]$/.test(text);
  return plain.test(text) && !isAmbiguous(text) && !/: | #|[: ]$/.test(text) && text !== '/';
}

/**
 * A string as YAML of one line, or as a template's action where its braces would be taken for one. Helm removes the
 * words `<no value>` from what it prints; YAML can write them so that it does not see them.
 */
function formatText(text: string): string {
  if (isPlain(text)) return text;
  const isRemoved = text.includes('<no value>');
  if (text.includes('{{') && !isRemoved)
    return `{{ ${pipe({ text: quoteGo(text), form: 'atom' }, 'quote').text} }}`;
  const yaml = quoteYaml(text).replaceAll('<no value>', '\\x3cno value>');
  return text.includes('{{') ? `{{ ${quoteGo(yaml)} }}` : yaml;
}

export function formatScalar(value: null | boolean | number | string): string {
  return typeof value === 'string' ? formatText(value) : Object.is(value, -0) ? '-0.0' : String(value);
}

export function formatKey(key: string): string {
  return isPlain(key) && !/[:|]/.test(key) ? key : formatText(key).replace(/^(?=[A-Za-z_/.-])(.*)$/s, '"$1"');
}

function quoteYaml(text: string): string {
  return Array.from(JSON.stringify(text), (character) => {
    if (!/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u0085\u2028\u2029]/u.test(character)) return character;
    const code = character.codePointAt(0) as number;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  }).join('');
}

/** Lines of a block scalar, or undefined where one would not give the text back exactly. */
export function formatBlock(
  text: string,
): { readonly header: '|' | '|-'; readonly lines: readonly string[] } | undefined {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const isSafe = /^(?!\s)[^\p{C}\u2028\u2029]+(?:\n[^\p{C}\u2028\u2029]*)+$/u.test(body);
  if (!isSafe || /\{\{|<no value>|[ \t]$/m.test(body) || body.endsWith('\n')) return undefined;
  return { header: text.endsWith('\n') ? '|' : '|-', lines: body.split('\n') };
}
