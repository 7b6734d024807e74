// Every failure's text, by code. Each code has a heading in docs/errors.md and a fixture that triggers it.
// `{name}` is filled from the arguments. A text says what is wrong, what was expected and how to mend it.
const texts = {
  'usage': '{problem}',
  'file-read': '{file} cannot be read: {problem}',
  'file-write': '{file} cannot be written, and was left as it was: {problem}',
  'generated-missing': '{file} is missing; run `twinhull generate`',
  'generated-stale': '{file} is not current; run `twinhull generate`, and change its source instead of the file',
  'generated-superfluous': '{file} is generated from nothing any more; run `twinhull generate` to remove it',
  'schema-default-invalid': '{problem}; {rule}',
  'schema-default-null': '{problem}; {rule}',
  'schema-default-object': '{problem}; {rule}',
  'schema-default-place': '{problem}; {rule}',
  'schema-default-required': '{problem}; {rule}',
  'schema-description': '{problem}; {rule}',
  'schema-dialect': '{problem}; {rule}',
  'schema-format': '{problem}; {rule}',
  'schema-integer-bounds': '{problem}; {rule}',
  'schema-invalid': 'the schema cannot be used: {problem}',
  'schema-keyword': '{problem}; {rule}',
  'schema-pattern': '{problem}; {rule}',
  'schema-reference': '{problem}; {rule}',
  'schema-root-global': '{problem}; {rule}',
  'schema-unreadable': '{file} is no JSON Schema: {problem}',
  'values-alternatives': '{path} is {given}, expected {expected}',
  'values-contains': '{path} needs at least one item with {expected}',
  'values-dependency': '{path} is missing, and {because} needs it',
  'values-enum': '{path} is {given}, expected {expected}{hint}',
  'values-forbidden': '{path} {problem}',
  'values-invalid': '{path} {problem}',
  'values-key-name': '{path} has a key that is not allowed; expected {expected}',
  'values-length': '{path} has {given}, expected {expected}',
  'values-pattern': '{path} is {given}, expected a text that matches {pattern}{hint}',
  'values-range': '{path} is {given}, expected {expected}',
  'values-required': '{path} is missing; {hint}',
  'values-unique': '{path} has the same item twice, at [{first}] and [{second}]; keep one of them',
  'values-unknown-key': '{path} is not a known key{hint} (known here: {known})',
  'values-wrong-type': '{path} is {given}, expected {expected}{hint}',
  'program-broken': '{program} does not work: `{command}` prints no version; repair it, or name another one',
  'program-failed': '`{command}` {outcome}, saying: {said}',
  'program-missing': '{program} {accepts} is needed and cannot be had: {problem}; {remedy}',
  'program-timeout': '`{command}` was ended because it took longer than {seconds} seconds',
  'program-version': '{program} {accepts} is needed, but there is only {found}; {remedy}',
} as const satisfies Readonly<Record<string, string>>;

export type Code = keyof typeof texts;

/** All codes, in the order of the table. */
export const codes: readonly Code[] = Object.keys(texts) as Code[];

export function describe(code: Code, args: Readonly<Record<string, string>>): string {
  return texts[code].replace(/\{(\w+)\}/g, (whole, name: string) => args[name] ?? whole);
}
