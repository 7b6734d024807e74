// Where the schemas and values of these tests are.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSchema, type Schema } from '../../tools/schema/schema.ts';

export const repository: string = new URL('../..', import.meta.url).pathname;
const fixtures = path.join(repository, 'tests/fixtures/schema');

export function readFixture(name: string): string {
  return readFileSync(path.join(fixtures, name), 'utf8');
}

export function listFixtures(folder: string): readonly string[] {
  const entries = readdirSync(path.join(fixtures, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** A small schema with every form that values take: structs, lists of structs, maps, unions, defaults. */
export const queueSchema: Schema = parseSchema(readFixture('queue/values.schema.json'), 'values.schema.json');

export const dispatchSchema: Schema = parseSchema(
  readFileSync(path.join(repository, 'schemas/apps/dispatch/values.schema.json'), 'utf8'),
  'values.schema.json',
);
