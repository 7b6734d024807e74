// Values files of an application: refused by the schema with a place, by the application with its sentence, or fine.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findApp } from '../../tools/chart/app.ts';
import { createLocator } from '../../tools/manifests/yaml/locate.ts';
import { formatDiagnostic } from '../../tools/shared/diagnostics.ts';
import { checkValues, readValuesFile } from '../../tools/verify/values.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function check(name: string): Promise<readonly string[]> {
  const scope = { ...(await findApp('dispatch', root)), kubernetesVersion: '1.35' };
  const document = await readValuesFile(`${root}/tests/fixtures/verify/values/${name}.yaml`, `${name}.yaml`);
  return (await checkValues(document, scope)).map(formatDiagnostic);
}

describe('checkValues', () => {
  it('names the line, the path and the nearest spelling', async () => {
    const [key, type] = await check('misspelt');
    expect(key).toMatch(
      /^misspelt\.yaml:5:7: error: config\.scheduler\.intervals\.syncMS .* did you mean syncMs\?/,
    );
    expect(type).toMatch(/^misspelt\.yaml:9:7: error: config\.lanes\[0\]\.claimable is "true" \(a string\)/);
  });

  it('passes on the sentence of the application for what a schema cannot say', async () => {
    const findings = await check('twice');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(
      /^twice\.yaml: error: config\.lanes: lane ids must be unique, "local" .*\[values-refused\]$/,
    );
  });

  it('accepts values and an empty file', async () => {
    expect(await check('fine')).toEqual([]);
    expect(await check('empty')).toEqual([]);
  });

  it('refuses an application that does not exist', async () => {
    await expect(findApp('despatch', root)).rejects.toMatchObject({ code: 'app-unknown' });
  });

  it('refuses a file that does not exist', async () => {
    await expect(check('missing')).rejects.toMatchObject({ code: 'file-read' });
  });
});

describe('createLocator', () => {
  const locate = createLocator('a:\n  - b: 1\n    "c d": [x, y]\n');

  it('finds keys and items', () => {
    expect(locate(['a'])).toEqual({ line: 1, column: 1 });
    expect(locate(['a', 0, 'c d'])).toEqual({ line: 3, column: 5 });
    expect(locate(['a', 0, 'c d', 1])).toEqual({ line: 3, column: 16 });
  });

  it('gives nothing for what is not there', () => {
    expect(locate(['a', 0, 'missing'])).toBeUndefined();
    expect(locate(['a', 0, 'b', 'deeper'])).toBeUndefined();
  });
});
