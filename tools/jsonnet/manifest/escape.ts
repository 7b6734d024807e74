// How strings become text in the outputs that Jsonnet prints.

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const special = /["\\\u0000-\u001f\u007f-\u009f]/;
const highControls = /[\u007f-\u009f]/g;

/** A JSON string in which also U+007F to U+009F are escaped. */
export function quoteString(text: string): string {
  if (!special.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(
    highControls,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
}

const goEscapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u000b': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};
const unprintable = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** A string as Go's `%q` writes it: the form of field names in traces. */
export function quoteForTrace(text: string): string {
  return `"${text.replace(unprintable, (character) => goEscapes[character] ?? escapeCodePoint(character.codePointAt(0) as number))}"`;
}

function escapeCodePoint(code: number): string {
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
