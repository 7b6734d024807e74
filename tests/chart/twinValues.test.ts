// Values from files and flags, as the real Helm lays them over each other.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readUserValues } from '../../tools/chart/set/userValues.ts';
import { readYaml } from '../../tools/manifests/yaml/read.ts';
import { runProgram } from '../../tools/process/run.ts';
import { ToolError } from '../../tools/shared/diagnostics.ts';
import { isJsonObject } from '../../tools/shared/json.ts';
import { createRandom } from '../../tools/shared/random.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'twinhull-values-'));
  mkdirSync(path.join(folder, 'chart', 'templates'), { recursive: true });
  writeFileSync(path.join(folder, 'chart/Chart.yaml'), 'apiVersion: v2\nname: x\nversion: 1.0.0\n');
  const template =
    'apiVersion: v1\nkind: X\nmetadata: { name: x }\ndata: {{ .Values | toRawJson | quote }}\n';
  writeFileSync(path.join(folder, 'chart/templates/x.yaml'), template);
});

function write(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
}

type Flag = readonly [flag: '-f' | '--set' | '--set-string' | '--set-json', value: string];

/** What the templates of a chart without values see, or `refused`. */
async function askHelm(helm: 'helm3' | 'helm4', flags: readonly Flag[]): Promise<unknown> {
  const words = flags.flatMap(([flag, value]) => (flag === '-f' ? ['-f', value] : [`${flag}=${value}`]));
  const { stdout, exitCode } = await runProgram(helm, ['template', 'x', `${folder}/chart`, ...words], {
    exitCodes: [0, 1],
  });
  if (exitCode !== 0) return 'refused';
  const object = readYaml(stdout.replace(/^---\n/, ''), { file: 'helm' });
  return JSON.parse(isJsonObject(object) ? String(object.data) : '');
}

async function askOurs(flags: readonly Flag[]): Promise<unknown> {
  const all = (wanted: Flag[0]): string[] =>
    flags.flatMap(([flag, value]) => (flag === wanted ? [value] : []));
  try {
    return await readUserValues({
      files: all('-f'),
      set: all('--set'),
      setString: all('--set-string'),
      setJson: all('--set-json'),
    });
  } catch (error) {
    if (error instanceof ToolError) return 'refused';
    throw error;
  }
}

const texts: readonly string[] = [
  'a=1',
  'a=1,b=x',
  'a.b.c=d',
  'a=0,b=007,c=1e3,d=1.5,e=-5,f=+5,g=-05,h=9223372036854775807,i=9223372036854775808',
  'a=TRUE,b=False,c=nUll,d=~,e=yes,f=',
  'a={x,1,true},b=2',
  'a={}',
  'a={x',
  'a[0]=1,a[2]=x',
  'a[0].b=1,a[0].c=2,a[1].b=3',
  'a[0][1]=x',
  'a[1]',
  'a[-1]=1',
  'a[x]=1',
  'a[0]x=1',
  'a[70000]=1',
  'a\\.b=1,c\\,d\\=e=f\\,g\\=h,i\\[0]=x\\\\y',
  'a=b=c,d=e.f[0]',
  '=x,b=1',
  'a,b=1',
  'a',
  'a.=1',
  'a.b=',
  'a[0].b=',
  'a[0]=',
  'a=\\',
  'a= x ,b=y ',
  'é=ü,__proto__=1,😀=😀',
  'base.x=1',
  'base.inner.y=2',
  'base.inner.x.y=2',
  'list[0]=z',
  'list[1].b=z',
  'list[5]=z',
  'nothing.x=1',
  'nothing[0]=1',
  'list.x=1',
];

describe.each(['helm3', 'helm4'] as const)('values for %s', (helm) => {
  it.each(texts)('--set and --set-string %s', async (text) => {
    const file = write('base.yaml', 'base: { inner: { x: 1 }, z: 2 }\nlist: [a, { b: c }]\nnothing: null\n');
    for (const flag of ['--set', '--set-string'] as const) {
      const flags: Flag[] = [
        ['-f', file],
        [flag, text],
      ];
      expect([text, await askOurs(flags)]).toEqual([text, await askHelm(helm, flags)]);
    }
  });

  it.each([
    'a={"b": [1, {"c": "}"}]}, d=1',
    'a=1.50,b="x,y\\"]",c=[ ],d={ }',
    'a= , b=null',
    'a[1]={"x":1},a[0].y=[2]',
    'a={"b":1',
    'a=x',
    'base={"q":1}',
    'base.inner={"q":1}',
    'a="😀" ,b=1e3',
  ])('--set-json %s', async (text) => {
    const flags: Flag[] = [
      ['-f', write('base.yaml', 'base: { inner: { x: 1 }, z: 2 }\n')],
      ['--set-json', text],
    ];
    expect(await askOurs(flags)).toEqual(await askHelm(helm, flags));
  });

  it('merges files deeply, lists and nulls whole, and the flags in their own order', async () => {
    const flags: Flag[] = [
      ['--set-string', 'k=3'],
      ['--set', 'k=2,m.c=5,l[0]=x'],
      ['-f', write('one.yaml', 'k: 0\nm: { a: 1, b: { c: 1 } }\nl: [1, 2]\ngone: { a: 1 }\nn: yes\n')],
      ['--set-json', 'm.d={"x":null},k=1'],
      ['-f', write('two.yaml', 'm: { b: { d: 2 } }\nl: [3]\ngone: null\n')],
      ['-f', write('three.yaml', 'gone: { b: 0o17 }\n')],
    ];
    expect(await askOurs(flags)).toEqual(await askHelm(helm, flags));
  });

  it('agrees on random arguments', async () => {
    const random = createRandom(4);
    const words = ['a', 'b', '.', '=', ',', '[0]', '[1]', '{', '}', '1', 'x', '\\', 'true', ' '];
    for (let count = 0; count < 40; count++) {
      const text = Array.from({ length: 1 + random.below(9) }, () => random.pick(words)).join('');
      const flags: Flag[] = [['--set', text]];
      expect([text, await askOurs(flags)]).toEqual([text, await askHelm(helm, flags)]);
    }
  });
});

describe('values', () => {
  it('are read from standard input for -', async () => {
    expect(await readUserValues({ files: ['-'] }, () => 'a: off\n')).toEqual({ a: false });
  });

  it('take a whole object for --set-json, as Helm 4 does', async () => {
    const flags: Flag[] = [
      ['-f', write('base.yaml', 'a: { b: 1 }\n')],
      ['--set-json', 'a.c=1'],
      ['--set-json', '{"a": {"d": 2}, "e": null}'],
      ['--set-json', 'a.c=3'],
    ];
    const expected = { a: { b: 1, c: 3, d: 2 }, e: null };
    expect([await askOurs(flags), await askHelm('helm4', flags)]).toEqual([expected, expected]);
  });

  it.each([
    ['--set', { set: ['a.b'] }],
    ['--set-json', { setJson: ['{'] }],
  ])('tell which %s cannot be read', async (flag, values) => {
    const error = await readUserValues(values).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'values-set', message: expect.stringContaining(flag) });
  });

  it('that are no map are refused', async () => {
    const file = write('list.yaml', '- 1\n');
    await expect(readUserValues({ files: [file] })).rejects.toMatchObject({ code: 'file-read' });
    await expect(readUserValues({ files: ['missing.yaml'] })).rejects.toMatchObject({ code: 'file-read' });
  });
});
