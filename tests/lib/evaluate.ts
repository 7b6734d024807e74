// Evaluates Jsonnet for the tests of lib/: the one place that knows which engine does it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface NodeJsonnet {
  readonly Jsonnet: new () => { evaluateSnippet(code: string, name: string): Promise<string> };
}

const { Jsonnet } = createRequire(import.meta.url)('@hanazuki/node-jsonnet') as NodeJsonnet;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The value of Jsonnet code, with imports relative to the root of the repository. Rejects with Jsonnet's own error text. */
export async function evaluate(code: string): Promise<unknown> {
  return JSON.parse(await new Jsonnet().evaluateSnippet(code, join(root, 'snippet.jsonnet')));
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
