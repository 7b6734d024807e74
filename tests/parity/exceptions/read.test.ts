// How parity.yaml is read: every fault is told with its line.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readParityFile } from '../../../tools/parity/exceptions/file.ts';
import { ToolError } from '../../../tools/shared/diagnostics.ts';
import { folderWith } from './folder.ts';

describe('reading', () => {
  async function faultsOf(text: string): Promise<readonly string[]> {
    const file = path.join(folderWith({ 'parity.yaml': text }), 'parity.yaml');
    const thrown = await readParityFile(file).catch((error: unknown) => error);
    if (!(thrown instanceof ToolError))
      throw new Error('it should fail with a coded error', { cause: thrown });
    const lines = thrown.diagnostics.map(({ span, args }) => `${span?.line}: ${args.problem}`);
    return [thrown.code, ...lines];
  }

  const valid = 'code: image\n    resource: Deployment/web\n    path: a\n    reason: b\n';

  it.each([
    ['', undefined, 'it must be a map with the key baseline'],
    ['- a\n', undefined, 'it must be a map with the key baseline'],
    ['candidate: b\n', undefined, 'the key `baseline` is missing'],
    ['baseline: a\nbaselin: b\n', 2, 'the key `baselin` is unknown, did you mean `baseline`?'],
    ['baseline: a\nqqqqqqqq: b\n', 2, 'the key `qqqqqqqq` is unknown; expected one of baseline'],
    ['baseline: [a]\n', 1, '`baseline` must be a text'],
    ['baseline: a\nvia: ssh\n', 2, '`via` must be helm, server-side or client-side, not `ssh`'],
    ['baseline: a\nvalues: b\n', 2, '`values` must be a list'],
    ['baseline: a\neffectiveEnv: maybe\n', 2, '`effectiveEnv` must be true or false'],
    ['baseline: a\nexceptions: b\n', 2, '`exceptions` must be a list'],
    ['baseline: a\nexceptions:\n  - b\n', 3, 'an entry of `exceptions` must be a map'],
    [
      `baseline: a\nexceptions:\n  - ${valid}    pth: a\n`,
      7,
      'the key `pth` is unknown, did you mean `path`?',
    ],
    [
      `baseline: a\nexceptions:\n  - ${valid.replace('code: image', 'before: x')}`,
      undefined,
      'an exception needs a `code`, a `risk` or a `rule`',
    ],
    [`baseline: a\nexceptions:\n  - ${valid}    risk: R0\n`, 7, '`risk` must be one of R1, R2'],
    [
      `baseline: a\nexceptions:\n  - ${valid}    expires: soon\n`,
      7,
      '`expires` must be a day such as 2027-01-31, not `soon`',
    ],
    [
      `baseline: a\nexceptions:\n  - ${valid}    expires: 2027-02-31\n`,
      7,
      '`expires` must be a day such as 2027-01-31, not `2027-02-31`',
    ],
    [
      `baseline: a\nexceptions:\n  - ${valid}    acceptRisk: perhaps\n`,
      7,
      '`acceptRisk` must be true or false',
    ],
    [
      `baseline: a\nexceptions:\n  - ${valid}    after: {matches: "["}\n`,
      7,
      '`matches` is no regular expression: [',
    ],
    [
      'baseline: a\nexceptions:\n  - {code: image, path: a}\n',
      undefined,
      'an exception needs a `resource` such as Deployment/web',
    ],
    [
      'baseline: a\nexceptions:\n  - {code: image, resource: A/b}\n',
      undefined,
      "an exception needs a `path`; '' is the whole object",
    ],
    [
      'baseline: a\nvolatile:\n  - {resource: ConfigMap/a}\n',
      undefined,
      'a volatile value needs a `path` that is more than a wildcard',
    ],
    [
      'baseline: a\nvolatile:\n  - resource: "*"\n    path: data.a\n',
      3,
      'a volatile value needs a `resource` that is more than a wildcard',
    ],
    [
      'baseline: a\nvolatile:\n  - resource: ConfigMap/a\n    path: "*"\n',
      4,
      'a volatile value needs a `path` that is more than a wildcard',
    ],
  ])('refuses %j', async (text, line, problem) => {
    const [code, ...faults] = await faultsOf(text);
    expect(code).toBe('parity-file');
    const found = faults.find((fault) => fault.includes(problem));
    expect(found, faults.join('\n')).toBeDefined();
    if (line !== undefined) expect(found).toMatch(new RegExp(`^${line}: `));
  });

  it('tells all faults at once', async () => {
    expect(await faultsOf('via: ssh\nvalues: b\n')).toHaveLength(4);
  });

  it.each([
    ['a: b: c\n', 'yaml-syntax'],
    ['baseline: a\nbaseline: b\n', 'yaml-duplicate-key'],
  ])('refuses %j as YAML', async (text, expected) => {
    const [code] = await faultsOf(text);
    expect(code).toBe(expected);
  });

  it('refuses a file that is missing', async () => {
    await expect(readParityFile(path.join(folderWith({}), 'parity.yaml'))).rejects.toMatchObject({
      code: 'file-read',
    });
  });
});
