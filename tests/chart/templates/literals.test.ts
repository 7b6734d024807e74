// What is known is printed as YAML and as Go that every reader takes for what it is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { literalOfGo, quoteGo } from '../../../tools/chart/templates/go.ts';
import { formatBlock, formatKey, formatScalar, isPlain } from '../../../tools/chart/templates/yaml.ts';
import { readYaml } from '../../../tools/manifests/yaml/read.ts';
import { runProgram } from '../../../tools/process/run.ts';
import { hostileTexts } from '../../../tools/prove/values/texts.ts';
import { writeFileAtomic } from '../../../tools/shared/files.ts';
import { createRandom } from '../../../tools/shared/random.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-literals-'));

afterAll(() => rmSync(folder, { recursive: true }));

const ownTexts = [
  ...['<no value>', '{{ "<no value>" }}', '{{', '}}', '{{- end }}', '{{/* a */}}', '`{{`', '"{{" `x`'],
  ...['\u0085', '\u007f', '\u2028', '\ufeff', '\u{10ffff}', '\u{e0001}', '-x', '--', '--- a', '-', '--x y'],
  ...['100m', '1Gi', '1E', '5e', '0m', '01m', '1_0m', '1.5', '+1', '.5', './a', '../a', '.a', '/', '//'],
  ...[
    'a:',
    'a:b',
    'a: b',
    ':a',
    'a #',
    'a#',
    '#',
    'a |',
    "it's",
    "'",
    'a\\b',
    'a"b',
    'Yes',
    'TRUE',
    'NaN',
    'Inf',
    '.Inf',
  ],
  ...[
    '_',
    '_1',
    '0b1',
    '0x1F',
    '1:2',
    '~a',
    '=',
    '<<',
    '!a',
    '%a',
    '@a',
    'a,b',
    '[a]',
    'a]',
    '{a}',
    'a}',
    '?',
    '? a',
  ],
  ...['line\n', '\nline', 'a\n\nb', 'a\n b\n', 'a\n{{ b }}\n', 'a \nb', 'a\t\nb', 'a\rb', 'a\nb', 'a\n\n'],
];

/** Random texts of characters that mean something to YAML or to Go. */
function randomTexts(count: number): readonly string[] {
  const random = createRandom(11);
  const characters = Array.from('ab1.eE+-_:# \n\t"\'`\\{}[]<>&*%$!|@,?=~/é\u0085\u2028😀xyn0');
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + random.below(6) }, () => random.pick(characters)).join(''),
  );
}

const texts = [...new Set([...hostileTexts, ...ownTexts, ...randomTexts(1500)])];

function linesOf(text: string): string {
  const block = formatBlock(text);
  return block ? `${block.header}\n${block.lines.map((line) => `  ${line}\n`).join('')}` : formatScalar(text);
}

const template = [
  ...texts.flatMap((text, at) => [
    `v${at}: ${formatScalar(text)}`,
    `b${at}: ${linesOf(text).trimEnd()}`,
    `g${at}: {{ ${quoteGo(text)} | b64enc }}`,
  ]),
  'keys:',
  ...texts.filter((text) => text !== '<<').map((text, at) => `  ${formatKey(text)}: ${at}`),
].join('\n');

async function render(helm: 'helm3' | 'helm4'): Promise<Record<string, unknown>> {
  await writeFileAtomic(path.join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: literals\nversion: 0.0.0\n');
  await writeFileAtomic(path.join(folder, 'templates/a.yaml'), `${template}\n`);
  const { stdout } = await runProgram(helm, ['template', 'r', folder]);
  return readYaml(stdout, { file: 'helm' }) as Record<string, unknown>;
}

describe.each(['helm3', 'helm4'] as const)('literals in a template of %s', (helm) => {
  it('are read back as they were', async () => {
    const rendered = await render(helm);
    const wrong = texts.flatMap((text, at) => {
      const decoded = Buffer.from(rendered[`g${at}`] as string, 'base64').toString();
      return [rendered[`v${at}`], rendered[`b${at}`], decoded].every((read) => read === text) ? [] : [text];
    });
    expect(wrong).toEqual([]);
    expect(Object.keys(rendered.keys as object).sort()).toEqual(texts.filter((text) => text !== '<<').sort());
  });
});

describe('texts', () => {
  it.each(['web', 'ghcr.io/a/b:1.2', '/api/health', '100m', '1Gi', '--log-level=info', 'a b'])(
    'such as %s stand without quotes',
    (text) => expect(formatScalar(text)).toBe(text),
  );

  it.each(['yes', 'N', 'null', '012', '1e3', '1E', '2001-01-01', 'a: b', 'a #b', '*a', '', 'a:', ' a'])(
    'such as %j are quoted',
    (text) => expect(isPlain(text)).toBe(false),
  );

  it('of several lines are blocks where that gives them back', () => {
    expect(formatBlock('a\n  b\n')).toEqual({ header: '|', lines: ['a', '  b'] });
    expect(formatBlock('a\nb')).toEqual({ header: '|-', lines: ['a', 'b'] });
    for (const text of ['a', ' a\nb', 'a\n\n', 'a \nb', 'a\n{{ b', 'a\tb'])
      expect(formatBlock(text)).toBeUndefined();
  });

  it('with quotes stand between backquotes in Go', () => {
    expect(quoteGo('say "hi"')).toBe('`say "hi"`');
    expect(quoteGo('a\n"b"')).toBe('"a\\n\\"b\\""');
  });
});

describe('numbers', () => {
  it('are written as Go and YAML read them', () => {
    expect([5, -1.5, 9007199254740991, -0].map((value) => formatScalar(value))).toEqual([
      '5',
      '-1.5',
      '9007199254740991',
      '-0.0',
    ]);
    expect(literalOfGo(null).text).toBe('nil');
  });
});
