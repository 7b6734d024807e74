// One comparison from beginning to end: sides are read, compared, and laid beside the reviewed file.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../manifests/manifest.ts';
import { type Diagnostic, ToolError } from '../shared/diagnostics.ts';
import { explainFindings } from './exceptions/apply.ts';
import { emptyParityFile, type ParityFile, readParityFile } from './exceptions/file.ts';
import { matchesGlob } from './exceptions/glob.ts';
import type { Mechanism, ParityReport, Side } from './model.ts';
import { type CompareOptions, compareSides } from './parity.ts';
import type { Place } from './schema/place.ts';
import { readSide, type SideOptions } from './sides/index.ts';

/** `parity.yaml`, beside an environment's main.jsonnet. */
export const parityFileName = 'parity.yaml';

export interface ParityRequest extends Omit<SideOptions, 'other' | 'known'> {
  /** Two sides, or one environment with a parity.yaml. */
  readonly sides: readonly string[];
  /** The reviewed file for two sides that are named. */
  readonly file?: string;
  readonly via?: Mechanism;
  readonly failOnRestart?: boolean;
  readonly effectiveEnv?: boolean;
  /** Whether the reviewed file may be missing, because it is about to be written. */
  readonly createsFile?: boolean;
  /** A day such as 2026-11-21, for exceptions that expire. */
  readonly today: string;
}

export interface ParityResult {
  readonly report: ParityReport;
  /** What is wrong with the reviewed file; each makes the comparison fail. */
  readonly diagnostics: readonly Diagnostic[];
  readonly file?: ParityFile;
}

/** Fails with ToolError `parity-sides`, and those of `readSide`, `readParityFile` and `compareSides`. */
export async function runParity(request: ParityRequest): Promise<ParityResult> {
  const file = await findParityFile(request);
  const [baseline, candidate] = await readSides(request, file);
  const kubernetesVersion = request.kubernetesVersion ?? file?.kubernetesVersion;
  const via = request.via ?? file?.via;
  const options: CompareOptions = {
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    ...(via === undefined ? {} : { via }),
    ...(file ? { isVolatile: volatilePlaces(file) } : {}),
    failOnRestart: request.failOnRestart ?? false,
    effectiveEnv: request.effectiveEnv ?? file?.effectiveEnv ?? false,
  };
  const report = compareSides(baseline, candidate, options);
  return file ? { ...explainFindings(report, file, request.today), file } : { report, diagnostics: [] };
}

async function findParityFile({ sides, file, createsFile }: ParityRequest): Promise<ParityFile | undefined> {
  if (sides.length === 2 && file === undefined) return undefined;
  if (sides.length === 2 && file !== undefined) {
    return createsFile && !existsSync(file)
      ? emptyParityFile(file)
      : readParityFile(file, { isWhole: false });
  }
  const [environment] = sides;
  if (sides.length !== 1 || environment === undefined)
    throw new ToolError('parity-sides', { problem: 'two sides are needed, or one environment' });
  const folder = folderOf(environment);
  if (!existsSync(folder)) throw new ToolError('parity-sides', { problem: `${folder} does not exist` });
  const beside = file ?? path.join(folder, parityFileName);
  if (!existsSync(beside))
    throw new ToolError('parity-sides', {
      problem: `${beside} is missing, which would say "baseline: FILE" for ${environment}`,
    });
  return readParityFile(beside);
}

function folderOf(environment: string): string {
  const target = environment.replace(/^env:/, '').replace(/#.*$/, '');
  return path.extname(target) === '.jsonnet' ? path.dirname(target) : target;
}

async function readSides(
  request: ParityRequest,
  file: ParityFile | undefined,
): Promise<readonly [Side, Side]> {
  const {
    sides,
    today: _,
    file: __,
    via: ___,
    failOnRestart: ____,
    effectiveEnv: _____,
    createsFile: ______,
    ...given
  } = request;
  const options: SideOptions = { ...(file ? optionsOf(file) : {}), ...given, known: new Map() };
  const [first, second] = sides as readonly [string, string | undefined];
  if (second !== undefined) return readBoth([first, options], [second, options]);
  const { folder = '.', baseline = '', candidate } = file ?? {};
  const other = candidate === undefined ? first : nameFrom(folder, candidate);
  return readBoth([nameFrom(folder, baseline), options], [other, options]);
}

const prefixed = /^(?:git:[^:]+:)?(?:(?:file|dir|kustomize|env|chart|helmrelease):)?/;

/** A side that parity.yaml names, as it is called from the current folder. */
function nameFrom(folder: string, text: string): string {
  const [prefix = ''] = prefixed.exec(text) ?? [];
  const target = text.slice(prefix.length);
  if (/^(?:-|stdin:|live:)/.test(target)) return text;
  return prefix + (path.relative(process.cwd(), path.resolve(folder, target)) || '.');
}

type Named = readonly [text: string, options: SideOptions];

/** A live cluster is asked for the objects of the other side, which is read first. */
async function readBoth(baseline: Named, candidate: Named): Promise<readonly [Side, Side]> {
  const isLive = ([text]: Named): boolean => text.startsWith('live:');
  if (isLive(candidate)) {
    const other = await readSide(...baseline);
    return [other, await readSide(candidate[0], { ...candidate[1], other })];
  }
  if (isLive(baseline)) {
    const other = await readSide(...candidate);
    return [await readSide(baseline[0], { ...baseline[1], other }), other];
  }
  const before = await readSide(...baseline);
  return [before, await readSide(candidate[0], { ...placeOf(before), ...candidate[1] })];
}

/** What replaces a release is rendered under its name, in its namespace, unless something else is said. */
function placeOf({ release, namespace }: Side): SideOptions {
  return {
    ...(release === undefined ? {} : { release }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function optionsOf({
  values,
  apiVersions,
  charts,
  release,
  namespace,
  kubernetesVersion,
  folder,
}: ParityFile): SideOptions {
  const within = (name: string): string => path.resolve(folder, name);
  return {
    values: values.map(within),
    apiVersions,
    ...(charts === undefined ? {} : { charts: within(charts) }),
    ...(release === undefined ? {} : { release }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
  };
}

function volatilePlaces({ volatile }: ParityFile): (object: Manifest, place: Place) => boolean {
  if (volatile.length === 0) return () => false;
  return (object, place) => {
    const name = `${object.kind}/${(object.metadata as { name?: string } | undefined)?.name ?? ''}`;
    return volatile.some((entry) => matchesGlob(entry.resource, name) && matchesGlob(entry.path, place.path));
  };
}
