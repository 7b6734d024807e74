// Properties of every evaluation, checked on the language fixtures and on random programs.
import { describe, expect, it } from 'vitest';
import {
  errorPosition,
  evaluateSnippet,
  formatError,
  Interpreter,
  JsonnetError,
} from '../../../tools/jsonnet/index.ts';
import { createRandom } from '../../../tools/shared/random.ts';
import { generateProgram } from '../../fuzz/generate.ts';
import { listCases, readPrograms } from '../language/fixtures.ts';

const seed = Number(process.env.TWINHULL_SEED ?? 20_261);
const count = 400;

const random = createRandom(seed);
const programs: readonly string[] = [
  ...listCases('programs.json').flatMap((name) => Object.keys(readPrograms(name))),
  ...Array.from({ length: count }, () => generateProgram(random)),
];

/** Errors about the program's value as a whole, or about its arguments: they are in no line of it. */
const aboutTheWhole = /^(couldn't manifest|Missing argument: )/;

interface Outcome {
  readonly text: string;
  readonly error?: JsonnetError;
}

function evaluate(program: string, interpreter?: Interpreter): Outcome {
  try {
    return { text: evaluateSnippet('probe', program, interpreter ? { interpreter } : {}) };
  } catch (error) {
    if (!(error instanceof JsonnetError)) throw new Error(`host error of ${program}`, { cause: error });
    return { text: formatError(error), error };
  }
}

describe(`properties (seed ${seed})`, () => {
  it('gives the same bytes, whether or not something was evaluated before', () => {
    const interpreter = new Interpreter();
    for (const program of programs) {
      const { text } = evaluate(program);
      expect(evaluate(program, interpreter).text, program).toBe(text);
      expect(evaluate(program, interpreter).text, program).toBe(text);
    }
  });

  it('gives every error a position', () => {
    const errors = programs.map((program) => ({ program, ...evaluate(program) }));
    for (const { program, error } of errors) {
      if (!error || aboutTheWhole.test(error.message)) continue;
      expect(errorPosition(error), program).toMatchObject({
        file: 'probe',
        line: expect.any(Number),
        column: expect.any(Number),
      });
    }
  });

  it('gives back what it has written: output is a program of itself', () => {
    for (const program of programs) {
      const { text, error } = evaluate(program);
      if (!error) expect(evaluate(text).text, program).toBe(text);
    }
  });
});
