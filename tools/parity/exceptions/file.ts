// parity.yaml: which baseline an environment is compared with, and which differences somebody has explained.
import path from 'node:path';
import { createLocator } from '../../manifests/yaml/locate.ts';
import { readYaml } from '../../manifests/yaml/read.ts';
import { type Diagnostic, ToolError } from '../../shared/diagnostics.ts';
import { readTextFile } from '../../shared/files.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { nearest } from '../../shared/text.ts';
import { type Mechanism, type RiskId, riskIds } from '../model.ts';
import { isBroad } from './glob.ts';

/** A value as it stands in the finding, or a pattern for its text. */
export type Expected = { readonly value: Json } | { readonly matches: RegExp };

export interface Exception {
  /** 1-based, for messages. */
  readonly number: number;
  readonly line: number;
  /** The finding's code, its risk, or a normalisation that it relied on; at least one. */
  readonly code?: string;
  readonly risk?: RiskId;
  readonly rule?: string;
  /** `Deployment/web`, with `*` for any part. */
  readonly resource: string;
  /** As in the finding, with `*` for any part; '' for the whole object. */
  readonly path: string;
  readonly before?: Expected;
  readonly after?: Expected;
  readonly reason: string;
  /** `2027-01-31`: the last day. */
  readonly expires?: string;
  readonly acceptRisk: boolean;
}

export interface Volatile {
  readonly resource: string;
  readonly path: string;
}

export interface ParityFile {
  /** As it is shown. */
  readonly file: string;
  /** Where its relative paths start. */
  readonly folder: string;
  readonly baseline: string;
  readonly candidate?: string;
  readonly values: readonly string[];
  readonly charts?: string;
  readonly release?: string;
  readonly namespace?: string;
  readonly kubernetesVersion?: string;
  readonly apiVersions: readonly string[];
  readonly via?: Mechanism;
  readonly effectiveEnv: boolean;
  readonly volatile: readonly Volatile[];
  readonly exceptions: readonly Exception[];
}

/** Keys of the file. */
export const topKeys: readonly string[] = [
  'baseline',
  'candidate',
  'values',
  'charts',
  'release',
  'namespace',
  'kubernetesVersion',
  'apiVersions',
  'via',
  'effectiveEnv',
  'volatile',
  'exceptions',
];
/** Keys of an exception. */
export const entryKeys: readonly string[] = [
  'code',
  'risk',
  'rule',
  'resource',
  'path',
  'before',
  'after',
  'reason',
  'expires',
  'acceptRisk',
];

/** A file that is about to be written. */
export function emptyParityFile(file: string): ParityFile {
  const none = { values: [], apiVersions: [], volatile: [], exceptions: [] };
  return { file, folder: path.dirname(file), baseline: '', effectiveEnv: false, ...none };
}

/** With two sides that are named, a baseline need not be. Fails with ToolError `file-read`, those of the YAML reader, and `parity-file` with every fault that it has. */
export async function readParityFile(
  file: string,
  { isWhole }: { readonly isWhole: boolean } = { isWhole: true },
): Promise<ParityFile> {
  const text = await readTextFile(file);
  if (text === undefined) throw new ToolError('file-read', { file, problem: 'there is no such file' });
  const data = readYaml(text, { file });
  const locate = createLocator(text);
  const faults: Diagnostic[] = [];
  const fault = (at: readonly (string | number)[], problem: string): void => {
    const span = locate(at);
    faults.push({
      code: 'parity-file',
      severity: 'error',
      file,
      ...(span ? { span } : {}),
      args: { problem },
    });
  };
  const reader = createReader(isJsonObject(data) ? data : {}, fault);
  if (!isJsonObject(data) && (isWhole || data !== null)) fault([], 'it must be a map with the key baseline');
  if (isWhole && reader.text('baseline') === undefined)
    reader.fault('baseline', 'the key `baseline` is missing: it names what runs today');
  const result = readContent(reader, { file, lineOf: (index) => locate(['exceptions', index])?.line ?? 1 });
  if (faults[0]) throw new ToolError('parity-file', faults[0].args, { diagnostics: faults });
  return result;
}

type Fault = (at: readonly (string | number)[], problem: string) => void;

interface Reader {
  readonly text: (key: string) => string | undefined;
  readonly texts: (key: string) => readonly string[];
  /** False where it is absent. */
  readonly flag: (key: string) => boolean;
  readonly maps: (key: string, known: readonly string[]) => readonly Reader[];
  readonly data: JsonObject;
  readonly fault: (key: string, problem: string) => void;
}

function createReader(data: JsonObject, fault: Fault, at: readonly (string | number)[] = []): Reader {
  const here = (key: string, problem: string): void => fault([...at, key], problem);
  const checkKeys = (known: readonly string[]): void => {
    for (const key of Object.keys(data).filter((key) => !known.includes(key))) {
      const close = nearest(key, known);
      here(
        key,
        `the key \`${key}\` is unknown${close === undefined ? `; expected one of ${known.join(', ')}` : `, did you mean \`${close}\`?`}`,
      );
    }
  };
  if (at.length === 0) checkKeys(topKeys);
  else checkKeys(at[0] === 'volatile' ? ['resource', 'path'] : entryKeys);
  const list = (key: string): readonly Json[] => {
    const value = data[key] ?? [];
    if (Array.isArray(value)) return value;
    here(key, `\`${key}\` must be a list`);
    return [];
  };
  return {
    data,
    fault: here,
    text: (key) => {
      const value = data[key] ?? undefined;
      if (value === undefined || typeof value === 'string') return value;
      if (typeof value === 'number') return String(value);
      here(key, `\`${key}\` must be a text`);
      return undefined;
    },
    texts: (key) => list(key).map(String),
    flag: (key) => {
      const value = data[key] ?? false;
      if (typeof value !== 'boolean') here(key, `\`${key}\` must be true or false`);
      return value === true;
    },
    maps: (key) =>
      list(key).flatMap((entry, index) => {
        if (isJsonObject(entry)) return [createReader(entry, fault, [...at, key, index])];
        fault([...at, key, index], `an entry of \`${key}\` must be a map`);
        return [];
      }),
  };
}

interface Origin {
  readonly file: string;
  readonly lineOf: (index: number) => number;
}

function readContent(reader: Reader, { file, lineOf }: Origin): ParityFile {
  const baseline = reader.text('baseline') ?? '';
  const via = reader.text('via');
  if (via !== undefined && !/^(?:helm|server-side|client-side)$/.test(via)) {
    reader.fault('via', `\`via\` must be helm, server-side or client-side, not \`${via}\``);
  }
  const optional = ['candidate', 'charts', 'release', 'namespace', 'kubernetesVersion'].flatMap((key) => {
    const value = reader.text(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    ...{ file, folder: path.dirname(file), baseline },
    ...Object.fromEntries(optional),
    ...(via === undefined ? {} : { via: via as Mechanism }),
    effectiveEnv: reader.flag('effectiveEnv'),
    values: reader.texts('values'),
    apiVersions: reader.texts('apiVersions'),
    volatile: reader.maps('volatile', []).map(readVolatile),
    exceptions: reader
      .maps('exceptions', entryKeys)
      .map((entry, index) => readException(entry, { number: index + 1, line: lineOf(index) })),
  };
}

/** A place that is no more than a wildcard would hide everything. */
function readVolatile(entry: Reader): Volatile {
  const [resource, path] = (['resource', 'path'] as const).map((key) => {
    const text = entry.text(key) ?? '';
    if (text === '' || isBroad(text))
      entry.fault(key, `a volatile value needs a \`${key}\` that is more than a wildcard`);
    return text;
  }) as [string, string];
  return { resource, path };
}

function readException(
  entry: Reader,
  position: { readonly number: number; readonly line: number },
): Exception {
  const [code, risk, rule, resource, path, expires] = [
    'code',
    'risk',
    'rule',
    'resource',
    'path',
    'expires',
  ].map(entry.text);
  if (code === undefined && risk === undefined && rule === undefined)
    entry.fault('code', 'an exception needs a `code`, a `risk` or a `rule`');
  if (risk !== undefined && !riskIds.some((id) => id === risk))
    entry.fault('risk', `\`risk\` must be one of ${riskIds.join(', ')}, not \`${risk}\``);
  if (resource === undefined)
    entry.fault('resource', 'an exception needs a `resource` such as Deployment/web');
  if (path === undefined) entry.fault('path', "an exception needs a `path`; '' is the whole object");
  if (expires !== undefined && !isDay(expires))
    entry.fault('expires', `\`expires\` must be a day such as 2027-01-31, not \`${expires}\``);
  const [before, after] = [readExpected(entry, 'before'), readExpected(entry, 'after')];
  return {
    ...position,
    ...(code === undefined ? {} : { code }),
    ...(risk === undefined ? {} : { risk: risk as RiskId }),
    ...(rule === undefined ? {} : { rule }),
    ...{ resource: resource ?? '', path: path ?? '', reason: (entry.text('reason') ?? '').trim() },
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    ...(expires === undefined ? {} : { expires }),
    acceptRisk: entry.flag('acceptRisk'),
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.startsWith(text) === true;
}

function readExpected(entry: Reader, key: 'before' | 'after'): Expected | undefined {
  const value = entry.data[key];
  if (value === undefined) return undefined;
  const isMatcher =
    isJsonObject(value) && Object.keys(value).length === 1 && typeof value.matches === 'string';
  if (!isMatcher) return { value };
  try {
    return { matches: new RegExp(`^(?:${String(value.matches)})$`, 's') };
  } catch {
    entry.fault(key, `\`matches\` is no regular expression: ${String(value.matches)}`);
    return undefined;
  }
}
