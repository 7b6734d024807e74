// Evaluates Jsonnet for the tests of lib/: the one place that knows which engine does it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evaluateToData } from '../../tools/jsonnet/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The value of Jsonnet code, with imports relative to the root of the repository. Rejects with Jsonnet's own error text. */
export async function evaluate(code: string): Promise<unknown> {
  return evaluateToData({ entry: join(root, 'snippet.jsonnet'), snippet: code });
}

/** The message of the error that the code ends in, without Jsonnet's prefix and trace. */
export async function errorOf(code: string): Promise<string> {
  const value = await evaluate(code).catch((error: Error) => error);
  if (!(value instanceof Error)) throw new Error(`expected an error, got ${JSON.stringify(value)}`);
  return value.message
    .replace(/^RUNTIME ERROR: /, '')
    .replace(/\n\t[\s\S]*$/, '')
    .trimEnd();
}
