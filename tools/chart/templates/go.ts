// Expressions of Go templates as text, with parentheses where they stand as arguments, and literals of Go.

/** `atom`: a name, a path or a literal; `call`: a function and its arguments; `pipe`: stages with `|` between. */
export interface Expression {
  readonly text: string;
  readonly form: 'atom' | 'call' | 'pipe';
}

export function atom(text: string): Expression {
  return { text, form: 'atom' };
}

/** The expression as an argument of a function. */
export function argument({ text, form }: Expression): string {
  return form === 'atom' ? text : `(${text})`;
}

/** `name a (b c)`. Words are given as they are. */
export function invoke(name: string, ...args: readonly (Expression | string)[]): Expression {
  const words = args.map((arg) => (typeof arg === 'string' ? arg : argument(arg)));
  return { text: [name, ...words].join(' '), form: 'call' };
}

/** `a | name b`: the value becomes the last argument. */
export function pipe(value: Expression, name: string, ...args: readonly Expression[]): Expression {
  return { text: [`${value.text} |`, name, ...args.map(argument)].join(' '), form: 'pipe' };
}

/** A string of Go: between double quotes, or between backquotes where that reads better. */
export function quoteGo(text: string): string {
  const isRaw = /["\\]/.test(text) && !/[`\p{C}\u2028\u2029]/u.test(text);
  if (isRaw && !text.includes('<no value>')) return `\`${text}\``;
  const escaped = Array.from(JSON.stringify(text), escapeCharacter).join('');
  return escaped.replaceAll('<no value>', '\\u003cno value>');
}

/** Characters that nobody sees are written as numbers; Go has no surrogates. */
function escapeCharacter(character: string): string {
  if (!/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u.test(character)) return character;
  const code = character.codePointAt(0) as number;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Numbers beyond Go's integers have an exponent. */
export function literalOfGo(value: null | boolean | number | string): Expression {
  if (typeof value === 'string') return atom(quoteGo(value));
  if (value === null) return atom('nil');
  return atom(Object.is(value, -0) ? '-0.0' : String(value));
}

/** Whether a field of this name can be read with a dot. */
export function isIdentifier(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name);
}
