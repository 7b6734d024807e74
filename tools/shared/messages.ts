// Every failure's text, by code. Each code has a heading in docs/errors.md and a fixture that triggers it.
// `{name}` is filled from the arguments. A text says what is wrong, what was expected and how to mend it.
const texts = {
  'usage': '{problem}',
} as const satisfies Readonly<Record<string, string>>;

export type Code = keyof typeof texts;

/** All codes, in the order of the table. */
export const codes: readonly Code[] = Object.keys(texts) as Code[];

export function describe(code: Code, args: Readonly<Record<string, string>>): string {
  return texts[code].replace(/\{(\w+)\}/g, (whole, name: string) => args[name] ?? whole);
}
