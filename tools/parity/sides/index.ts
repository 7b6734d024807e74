// The two things that are compared, each read from wherever the user says.
import type { Side } from '../model.ts';
import { type NamedSide, resolveName } from './name.ts';
import type { SideKind, SideOptions, SideRequest } from './request.ts';

export type { SideOptions } from './request.ts';

type Read = (request: SideRequest) => Promise<Side>;

/** Loaded when asked for: a comparison of two files needs neither Jsonnet nor programs. */
const readers: Readonly<Record<SideKind, () => Promise<Read>>> = {
  file: async () => (await import('./files.ts')).readFileSide,
  stdin: async () => (await import('./files.ts')).readInputSide,
  dir: async () => (await import('./files.ts')).readFolderSide,
  kustomize: async () => (await import('./kustomize.ts')).readKustomizeSide,
  env: async () => (await import('./environment.ts')).readEnvironmentSide,
  chart: async () => (await import('./chart.ts')).readChartSide,
  helmrelease: async () => (await import('./helmrelease/index.ts')).readHelmReleaseSide,
  git: async () => {
    const { readGitSide } = await import('./git/index.ts');
    return (request) => readGitSide(request, readNamed);
  },
  live: async () => (await import('./live.ts')).readLiveSide,
};

/**
 * Reads a side: `-`, a path whose kind is guessed, or one behind a prefix of `sideKinds`. What it refers to and
 * cannot be had is in `missing`. Fails with ToolError `side-unknown`, `side-ambiguous`, those of the readers, and
 * JsonnetError.
 */
export async function readSide(text: string, options: SideOptions): Promise<Side> {
  return readNamed(await resolveName(text, { folder: process.cwd(), options }));
}

async function readNamed({ kind, request }: NamedSide): Promise<Side> {
  const read = await readers[kind]();
  return read(request);
}
