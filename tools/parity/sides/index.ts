// The two things that are compared, each read from wherever the user says.
import type { Side } from '../model.ts';
import { readChartSide } from './chart.ts';
import { readEnvironmentSide } from './environment.ts';
import { readFileSide, readFolderSide, readInputSide } from './files.ts';
import { readGitSide } from './git/index.ts';
import { readHelmReleaseSide } from './helmrelease/index.ts';
import { readKustomizeSide } from './kustomize.ts';
import { readLiveSide } from './live.ts';
import { type NamedSide, resolveName } from './name.ts';
import type { SideKind, SideOptions, SideRequest } from './request.ts';

export type { SideOptions } from './request.ts';

const readers: Readonly<Record<SideKind, (request: SideRequest) => Promise<Side>>> = {
  file: readFileSide,
  stdin: readInputSide,
  dir: readFolderSide,
  kustomize: readKustomizeSide,
  env: readEnvironmentSide,
  chart: readChartSide,
  helmrelease: readHelmReleaseSide,
  git: (request) => readGitSide(request, readNamed),
  live: readLiveSide,
};

/**
 * Reads a side: `-`, a path whose kind is guessed, or one behind a prefix of `sideKinds`. What it refers to and
 * cannot be had is in `missing`. Fails with ToolError `side-unknown`, `side-ambiguous`, those of the readers, and
 * JsonnetError.
 */
export async function readSide(text: string, options: SideOptions): Promise<Side> {
  return readNamed(await resolveName(text, { folder: process.cwd(), options }));
}

function readNamed({ kind, request }: NamedSide): Promise<Side> {
  return readers[kind](request);
}
