// The language of postBuild against what Flux's own reader (fluxcd/pkg/envsubst 1.5.0) gives for the same texts.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what substitution is about
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { substitute } from '../../tools/flux/substitution.ts';

const recorded = JSON.parse(
  readFileSync(new URL('../fixtures/parity/sides/substitution.json', import.meta.url), 'utf8'),
) as {
  readonly variables: Readonly<Record<string, string>>;
  /** null where Flux refuses the text. */
  readonly results: readonly (readonly [text: string, result: string | null])[];
};

function attempt(text: string): string | null {
  try {
    return substitute(text, (name) => recorded.variables[name] ?? '');
  } catch {
    return null;
  }
}

describe('substitution', () => {
  it('gives what Flux gives for every recorded text', () => {
    expect(recorded.results.length).toBeGreaterThan(300);
    for (const [text, result] of recorded.results) expect([text, attempt(text)]).toEqual([text, result]);
  });

  it('tells of each variable whether the text has a default for it', () => {
    const asked: (readonly [string, boolean])[] = [];
    substitute('${a} ${b:-x} ${c:=${d}} ${#e} ${f^^} ${g:+h} $${i} $j', (name, hasDefault) => {
      asked.push([name, hasDefault]);
      return '';
    });
    expect(asked.map(([name, hasDefault]) => (hasDefault ? `${name} has` : name)).sort()).toEqual([
      'a',
      'b has',
      'c has',
      'd',
      'e',
      'f',
      'g has',
    ]);
  });

  it('names the expression that is wrong, and nothing behind its name', () => {
    expect(() => substitute('password: x${a-hunter2}', () => '')).toThrow(
      new Error('the expression that begins with `${a` is no form that Flux knows, or is not closed'),
    );
  });

  it('ends quickly with hostile texts', () => {
    expect(() => substitute('${a:-'.repeat(50_000), () => '')).toThrow('nested deeper');
    const pattern = '*a'.repeat(500);
    expect(substitute(`\${a##${pattern}b}`, () => 'a'.repeat(5_000))).toHaveLength(5_000);
    expect(substitute('$'.repeat(1_000_000), () => '')).toHaveLength(500_000);
  }, 5_000);
});
