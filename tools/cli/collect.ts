// How options that may be given several times gather their values; their help tells so.
import { ToolError } from '../shared/diagnostics.ts';

/** Adds a value of an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** One option may hold several values as a line of CSV, empty ones included; nothing at all holds none. */
export function collectList(value: string, before: readonly string[] = []): readonly string[] {
  return value === '' ? before : [...before, ...readFields(value)];
}

function readFields(line: string): readonly string[] {
  const fields = [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/gy)];
  if (fields.map(([text]) => text).join('') === `${line},`)
    return fields.map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
  const problem = `\`${line}\` has a quote inside of a value; write the value as "…", with each quote in it doubled`;
  throw new ToolError('usage', { problem });
}
