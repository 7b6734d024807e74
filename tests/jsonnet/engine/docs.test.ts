// The examples of docs/jsonnet.md print what stands below them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';

const page = readFileSync(new URL('../../../docs/jsonnet.md', import.meta.url), 'utf8');
const engine = new URL('../../../tools/jsonnet/index.ts', import.meta.url).href;
const examples = [...page.matchAll(/^```ts\n(.*?)^```\n\n```text\n(.*?)^```$/gms)].map(
  ([, code, output]) => ({
    code: code as string,
    output: output as string,
  }),
);

/** Runs TypeScript in a process of its own, with the engine's sources in the place of the package. */
async function run(code: string): Promise<string> {
  const source = code.replace("'twinhull/jsonnet'", JSON.stringify(engine));
  const module = await transform(source, { loader: 'ts', format: 'esm' });
  const { stdout } = await execa('node', ['--import', 'tsx', '--input-type=module', '--eval', module.code], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stripFinalNewline: false,
  });
  return stdout;
}

describe('the examples of docs/jsonnet.md', () => {
  it('are found', () => {
    expect(examples.length).toBe(5);
  });

  it.each(examples)('print what they say: $code', async ({ code, output }) => {
    expect(await run(code)).toBe(output);
  });
});
