// The generated types accept what users may write and refuse what the schema refuses.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from '../../tools/schema/schema.ts';
import { renderTypes, typeName } from '../../tools/schema/types.ts';
import { queueSchema, repository } from './fixtures.ts';

const accepted = `
import type { QueueValues, Lane } from './values.d.ts';
const lane: Lane = { id: 'a', title: 'A', claimable: true };
export const nothing: QueueValues = {};
export const some: QueueValues = {
  config: { lanes: [lane], scheduler: { intervals: { syncMs: 0 } } },
  env: { A: 1, B: { valueFrom: { secretKeyRef: {} } } },
};
`;
const refused = [
  '{ replica: 1 }',
  '{ config: { scheduler: { intervals: { syncMS: 1 } } } }',
  "{ config: { lanes: [{ id: 'a', title: 'A', claimable: 'true' }] } }",
  "{ config: { lanes: [{ id: 'a', claimable: true }] } }",
  "{ config: { authMode: 'none' } }",
  '{ env: { A: [] } }',
  '{ replicas: null }',
];

describe('renderTypes', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(repository, 'node_modules/.types-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('makes an interface whose defaulted properties are optional, checked by the compiler', async () => {
    writeFileSync(path.join(folder, 'values.d.ts'), await renderTypes(queueSchema, 'queue'));
    const lines = refused.map(
      (value, index) => `// @ts-expect-error\nexport const wrong${index}: QueueValues = ${value};`,
    );
    writeFileSync(path.join(folder, 'use.ts'), `${accepted}\n${lines.join('\n')}\n`);
    const options = [
      '--noEmit',
      '--strict',
      '--ignoreConfig',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--types',
      '',
    ];
    const { stdout } = await execa(
      'npx',
      ['tsc', ...options, '--allowImportingTsExtensions', path.join(folder, 'use.ts')],
      {
        cwd: repository,
        reject: false,
      },
    );
    expect(stdout).toBe('');
  });

  it('documents defaults, names the interface after the app, and is the same every time', async () => {
    const text = await renderTypes(queueSchema, 'my-queue');
    expect(text).toContain('export interface MyQueueValues {');
    expect(text).toMatch(/How many pods run\.\n\s+\*\n\s+\* @default 1\n\s+\*\/\n\s+replicas\?: number;/);
    expect(text).toBe(await renderTypes(queueSchema, 'my-queue'));
  });

  it('lets no title, description or key break out of its place', async () => {
    const schema: Schema = {
      title: 'Other',
      additionalProperties: false,
      properties: {
        title: { description: 'ends */ here', title: 'Named' },
        'a-b': true,
        never: { type: 'string' },
      },
    };
    const text = await renderTypes(schema, 'x');
    expect(text).toContain('export interface XValues {');
    expect(text).toContain("'a-b'?: unknown;");
    expect(text).toContain('title?: unknown;');
    expect(text).not.toContain('Named');
    expect(text).not.toContain('*/ here');
  });
});

describe('typeName', () => {
  it('is the app in camel case', () => {
    expect(['dispatch', 'my-app', 'a.b_c'].map(typeName)).toEqual([
      'DispatchValues',
      'MyAppValues',
      'ABCValues',
    ]);
  });
});
