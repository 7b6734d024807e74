// Errors name places that a user can open, and show the line of the project that they are about.
import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { run } from '../cli/run.ts';

const application = 'lib/apps/hello/main.libsonnet';
const entrypoint = 'environments/default/main.jsonnet';
let cwd: string;

beforeEach(async () => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'twinhull-traces-')));
  await run(['init'], { cwd });
});

function edit(file: string, before: string, after: string): void {
  const text = readFileSync(path.join(cwd, file), 'utf8');
  expect(text).toContain(before);
  writeFileSync(path.join(cwd, file), text.replace(before, after));
}

async function failure(line: string): Promise<string> {
  const { exitCode, stdout, stderr } = await run(line.split(' '), { cwd });
  expect({ failed: exitCode !== 0, stdout }).toEqual({ failed: true, stdout: '' });
  return stderr.replaceAll(`${cwd}/`, '');
}

test('a syntax error of an imported file shows its line', async () => {
  edit(application, "greeting',\n  },", "greeting',\n  }");
  const line = `
  11 |   schema: import '../../../schemas/apps/hello/values.schema.json',
     |   ^^^^^^
`;
  const problem = `${application}:11:3-9 Expected a comma before next field [jsonnet-static]`;
  expect(await failure('chart export hello')).toBe(`Error: evaluating jsonnet: ${problem}
	<chart>
	Field "chart"
	During manifestation
${line}`);
  const shown = await failure('show environments/default');
  expect(shown).toContain(`Error: evaluating jsonnet: ${problem}\n\t${entrypoint}:2:15-49\t`);
  expect(shown.endsWith(`\n${line}`)).toBe(true);
});

test('code around an entry point has a name of its own, and no line is shown of it', async () => {
  expect(await failure('eval environments/default -e deployment.spec.replica')).toBe(
    'Error: evaluating jsonnet: RUNTIME ERROR: Field does not exist: replica [jsonnet-runtime]\n\t<-e>\n\tDuring evaluation\n',
  );
  expect(await failure('eval environments/default -e deployment[')).toBe(
    'Error: evaluating jsonnet: <-e> Unexpected end of file [jsonnet-static]\n',
  );
});

test('what an environment gives wrongly is shown there, without the trace inside of the library', async () => {
  edit(entrypoint, 'values:', 'valuess:');
  const stderr = await failure('show environments/default');
  expect(
    stderr,
  ).toBe(`Error: evaluating jsonnet: RUNTIME ERROR: apps/hello: environment: valuess: unknown key, \
did you mean "values"?; allowed are "capabilities", "release", "values" [jsonnet-runtime]
	${entrypoint}:(5:1)-(8:3)	$
	During evaluation

  5 | twinhull.environment(hello, {
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`);
});

test('so is a value that the schema refuses', async () => {
  edit(entrypoint, 'greeting:', 'greetings:');
  const stderr = await failure('show environments/default');
  expect(stderr).toContain(`did you mean "greeting"?`);
  expect(stderr).toContain('\n  5 | twinhull.environment(hello, {\n');
  expect(stderr).not.toContain('lib/twinhull');
});
