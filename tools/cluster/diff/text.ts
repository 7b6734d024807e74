// Changes as a patch: what `diff -u -N` prints for the folders LIVE and MERGED, without times and random names.
import { formatPatch, structuredPatch } from 'diff';
import { stringify } from 'yaml';
import type { JsonObject } from '../../shared/json.ts';
import { compareStrings } from '../../shared/order.ts';
import type { Change } from './change.ts';

/** What kubectl calls the file of an object: `apps.v1.Deployment.default.web`. */
export function fileNameOf({ apiVersion, kind, namespace, name }: Change): string {
  return [apiVersion.replace('/', '.'), kind, namespace, name].join('.').replaceAll('/', '-');
}

/** Both sides as YAML, '' for what is not there; keys are sorted. */
export function textsOf({ before, after }: Change): readonly [before: string, after: string] {
  return [formatObject(before), formatObject(after)];
}

function formatObject(object: JsonObject | undefined): string {
  if (object === undefined) return '';
  const sortMapEntries = (a: { key: unknown }, b: { key: unknown }): number =>
    compareStrings(String(keyText(a.key)), String(keyText(b.key)));
  return stringify(object, { version: '1.1', lineWidth: 0, sortMapEntries, aliasDuplicateObjects: false });
}

function keyText(key: unknown): unknown {
  return typeof key === 'object' && key !== null && 'value' in key ? key.value : key;
}

/** Ends with a newline; '' where nothing changes. */
export function formatChanges(changes: readonly Change[]): string {
  return changes.map(formatChange).join('');
}

export function formatChange(change: Change): string {
  const name = fileNameOf(change);
  const [live, merged] = [`LIVE/${name}`, `MERGED/${name}`];
  const [before, after] = textsOf(change);
  const patch = structuredPatch(live, merged, before, after, '', '', { context: 3 });
  const body = formatPatch({ ...patch, oldHeader: undefined, newHeader: undefined }).replace(/^=+\n/, '');
  return `diff -u -N ${live} ${merged}\n${body}`;
}

const colors: readonly (readonly [start: RegExp, code: string])[] = [
  [/^\+/, '32'],
  [/^-/, '31'],
  [/^diff -u -N/, '34;1'],
  [/^@/, '35;1'],
];

/** Lines of a patch in the colours that Tanka gives them. */
export function colorPatch(patch: string): string {
  const color = (line: string): string => {
    const found = colors.find(([start]) => start.test(line));
    return found ? `\u001b[${found[1]}m${line}\u001b[0m` : line;
  };
  return patch.split('\n').map(color).join('\n');
}
