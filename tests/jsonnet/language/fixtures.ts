// The cases under tests/fixtures/jsonnet/language: what each consists of.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Program } from '../../../tools/jsonnet/index.ts';

export const root: string = fileURLToPath(new URL('../../fixtures/jsonnet/language', import.meta.url));

/** What a case is evaluated with besides its text: `arguments.json`. */
export type Arguments = Pick<Program, 'extVars' | 'tlas' | 'paths' | 'maxStack'>;

/** `programs.json`: one-line programs, each with what came out: JSON or the text of an error. */
export type SmallPrograms = Readonly<Record<string, string>>;

/** Names of the case folders that hold this file. */
export function listCases(file: 'input.jsonnet' | 'programs.json'): string[] {
  return readdirSync(root).filter((name) => existsSync(join(root, name, file)));
}

export function readArguments(name: string): Arguments {
  const path = join(root, name, 'arguments.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Arguments) : {};
}

export function readPrograms(name: string): SmallPrograms {
  return JSON.parse(readFileSync(join(root, name, 'programs.json'), 'utf8')) as SmallPrograms;
}
