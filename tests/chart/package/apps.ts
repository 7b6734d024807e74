// Applications made of nothing but data, charts of them on disk, and texts that break careless printers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { ChartApp, ChartFile } from '../../../tools/chart/app.ts';
import type { ProgramName } from '../../../tools/process/programs.ts';
import { runProgram } from '../../../tools/process/run.ts';
import type { Schema } from '../../../tools/schema/schema.ts';

export const helms: readonly ProgramName[] = ['helm3', 'helm4'];

/** An application that has a schema, and of everything else the least. */
export function createApp(schema: Schema, more: Partial<ChartApp> = {}): ChartApp {
  return {
    name: 'mini',
    root: '/nowhere',
    entrypoint: '/nowhere/lib/apps/mini/main.libsonnet',
    paths: [],
    chart: { name: 'mini', version: '0.3.0', appVersion: '0.3.0' },
    schema,
    schemaFile: 'schemas/apps/mini/values.schema.json',
    hasNotes: false,
    hasTests: false,
    ...more,
  };
}

/** A folder that is removed after the test. */
export function createFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'chart-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
}

/** Shows what a template gets, whatever characters are in it. */
const template = `apiVersion: v1
kind: ConfigMap
metadata:
  name: values
data:
  values: {{ .Values | toRawJson | b64enc }}
`;

/** The files as a chart with one template. */
export function createChart(files: readonly ChartFile[]): string {
  const contents = Object.fromEntries(files.map((file) => [file.path, file.content]));
  return createFolder({ 'templates/values.yaml': template, ...contents });
}

/** The values that a chart's templates get when nobody sets anything. */
export async function readValues(helm: ProgramName, chart: string): Promise<unknown> {
  const { stdout } = await runProgram(helm, ['template', 'release', chart]);
  const [, encoded = ''] = /^ {2}values: (\S+)$/m.exec(stdout) ?? [];
  return JSON.parse(Buffer.from(encoded, 'base64').toString());
}

export const hostileTexts: readonly string[] = [
  ...[
    '',
    ' ',
    'yes',
    'no',
    'on',
    'off',
    'y',
    'N',
    'true',
    'null',
    '~',
    '012',
    '0o7',
    '0x1F',
    '1e3',
    '1_000',
    '.5',
  ],
  ...[
    '5.',
    '-',
    '- a',
    '? a',
    ': a',
    'a: b',
    'a #b',
    '#a',
    '&a',
    '*a',
    '!a',
    '%a',
    '@a',
    '`a',
    '|',
    '>',
    '{',
    '}',
  ],
  ...[
    '[',
    ']',
    ',',
    "'",
    '"',
    '\\',
    '\\n',
    '{{',
    '{{ .Release.Name }}',
    '}}',
    '*/',
    '/*',
    '<no value>',
    '<<',
    '=',
  ],
  ...[
    '<!--',
    '---',
    '...',
    '--- a',
    '12:30:45',
    '190:20',
    '2001-12-14',
    '1.2.3',
    '1.2',
    '50m',
    '256Mi',
    '0.5',
  ],
  ...[
    '1e400',
    '+1',
    '.inf',
    '.nan',
    'a\nb',
    'a\nb\n',
    '\na',
    'a\n\n',
    ' a\nb',
    'a \nb',
    'a\n  b\nc',
    'a\r\nb',
  ],
  ...[
    'a\tb',
    '\ta',
    'é',
    '日本',
    '🚀',
    '\u0000',
    '\u007f',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ufffe',
    'a\u00a0b',
  ],
  ...['a: |\n  b\n', '# -- a\n# b', `${'long '.repeat(60)}end`, 'x'.repeat(300), '$(A)', 'a|b', 'a`b', '$a'],
];
