// Says what is wrong with a text that is not JSON, in the words that go-jsonnet uses. Runs only after parsing has failed.

class Fault {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

interface Scanner {
  readonly text: string;
  at: number;
}

const deepest = 10000;

/** The first fault of a text that is not JSON, or a number in it that is too large. */
export function describeJsonFault(text: string): string {
  const scanner = { text, at: 0 };
  try {
    scanValue(scanner, 0);
    skipSpace(scanner);
    if (scanner.at < text.length) fail(scanner, 'after top-level value');
  } catch (fault) {
    if (fault instanceof Fault) return fault.message;
    throw fault;
  }
  const large = numbersOf(text).find((number) => !Number.isFinite(Number(number)));
  return `json: cannot unmarshal number ${large} into Go value of type float64`;
}

function numbersOf(text: string): string[] {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/g) ?? [];
}

/** Between tokens and in strings, a text may merely be too short. */
function fail(scanner: Scanner, context: string): never {
  if (scanner.at >= scanner.text.length) throw new Fault('unexpected end of JSON input');
  failInside(scanner, context);
}

/** Inside words, numbers and escapes, the end of the text is reported as a space that does not belong there. */
function failInside({ text, at }: Scanner, context: string): never {
  if (at >= text.length) throw new Fault(`invalid character ' ' ${context}`);
  throw new Fault(`invalid character ${quote(firstByte(text, at))} ${context}`);
}

/** The scanner looks at bytes, so it reports the first one of a longer character. */
function firstByte(text: string, at: number): number {
  return Buffer.from(String.fromCodePoint(text.codePointAt(at) as number))[0] as number;
}

const named: Readonly<Record<string, string>> = {
  "'": `'\\''`,
  '"': `'"'`,
  '\\': `'\\\\'`,
  '\u0007': `'\\a'`,
  '\b': `'\\b'`,
  '\f': `'\\f'`,
  '\n': `'\\n'`,
  '\r': `'\\r'`,
  '\t': `'\\t'`,
  '\u000b': `'\\v'`,
};

function quote(byte: number): string {
  const character = String.fromCharCode(byte);
  if (named[character]) return named[character];
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, '0')}'`;
  if (byte >= 0x80 && (byte < 0xa1 || byte === 0xad)) return `'\\u00${byte.toString(16)}'`;
  return `'${character}'`;
}

function skipSpace(scanner: Scanner): void {
  while (/[ \t\r\n]/.test(scanner.text.charAt(scanner.at))) scanner.at++;
}

function scanValue(scanner: Scanner, depth: number): void {
  skipSpace(scanner);
  if (depth > deepest) throw new Fault('exceeded max depth');
  const character = scanner.text.charAt(scanner.at);
  if (character === '{') scanObject(scanner, depth);
  else if (character === '[') scanArray(scanner, depth);
  else if (character === '"') scanString(scanner);
  else if (/[-0-9]/.test(character)) scanNumber(scanner);
  else scanWord(scanner, character);
}

const words: Readonly<Record<string, string>> = { t: 'true', f: 'false', n: 'null' };

function scanWord(scanner: Scanner, character: string): void {
  const word = words[character];
  if (!word) fail(scanner, 'looking for beginning of value');
  for (const letter of word) {
    if (scanner.text.charAt(scanner.at) !== letter)
      failInside(scanner, `in literal ${word} (expecting ${quote(letter.charCodeAt(0))})`);
    scanner.at++;
  }
}

function scanObject(scanner: Scanner, depth: number): void {
  scanner.at++;
  skipSpace(scanner);
  if (scanner.text.charAt(scanner.at) === '}') {
    scanner.at++;
    return;
  }
  for (;;) {
    skipSpace(scanner);
    if (scanner.text.charAt(scanner.at) !== '"') fail(scanner, 'looking for beginning of object key string');
    scanString(scanner);
    skipSpace(scanner);
    if (scanner.text.charAt(scanner.at) !== ':') fail(scanner, 'after object key');
    scanner.at++;
    scanValue(scanner, depth + 1);
    if (isLast(scanner, '}', 'after object key:value pair')) return;
  }
}

function scanArray(scanner: Scanner, depth: number): void {
  scanner.at++;
  skipSpace(scanner);
  if (scanner.text.charAt(scanner.at) === ']') {
    scanner.at++;
    return;
  }
  do scanValue(scanner, depth + 1);
  while (!isLast(scanner, ']', 'after array element'));
}

/** Passes the `,` or the closing bracket; true for the bracket. */
function isLast(scanner: Scanner, closing: string, context: string): boolean {
  skipSpace(scanner);
  const character = scanner.text.charAt(scanner.at);
  if (character !== ',' && character !== closing) fail(scanner, context);
  scanner.at++;
  return character === closing;
}

function scanString(scanner: Scanner): void {
  scanner.at++;
  for (;;) {
    const character = scanner.text.charAt(scanner.at);
    if (character === '' || character < ' ') fail(scanner, 'in string literal');
    scanner.at++;
    if (character === '"') return;
    if (character === '\\') scanEscape(scanner);
  }
}

function scanEscape(scanner: Scanner): void {
  const character = scanner.text.charAt(scanner.at);
  if (!/["\\/bfnrtu]/.test(character)) failInside(scanner, 'in string escape code');
  scanner.at++;
  if (character !== 'u') return;
  for (let digits = 0; digits < 4; digits++) {
    if (!/[0-9a-fA-F]/.test(scanner.text.charAt(scanner.at)))
      failInside(scanner, 'in \\u hexadecimal character escape');
    scanner.at++;
  }
}

function scanNumber(scanner: Scanner): void {
  if (scanner.text.charAt(scanner.at) === '-') scanner.at++;
  if (scanner.text.charAt(scanner.at) === '0') scanner.at++;
  else scanDigits(scanner, 'in numeric literal');
  if (scanner.text.charAt(scanner.at) === '.') {
    scanner.at++;
    scanDigits(scanner, 'after decimal point in numeric literal');
  }
  if (!/[eE]/.test(scanner.text.charAt(scanner.at))) return;
  scanner.at++;
  if (/[-+]/.test(scanner.text.charAt(scanner.at))) scanner.at++;
  scanDigits(scanner, 'in exponent of numeric literal');
}

function scanDigits(scanner: Scanner, context: string): void {
  if (!/[0-9]/.test(scanner.text.charAt(scanner.at))) failInside(scanner, context);
  while (/[0-9]/.test(scanner.text.charAt(scanner.at))) scanner.at++;
}
