// Export: environments → files. Everything is written beside the old files first, and takes their place in the end.
import path from 'node:path';
import type { Environment } from '../../manifests/environment.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { Json } from '../../shared/json.ts';
import type { FoundEnvironment } from '../find.ts';
import { groupByEntrypoint } from '../groups.ts';
import { formatGoJson } from '../json.ts';
import type { RenderOptions } from '../render.ts';
import type { Session } from '../session.ts';
import type { ExportedFile } from './files.ts';
import type { NameOptions } from './format.ts';
import { openFolder, type Staging } from './staging.ts';

export type MergeStrategy = 'none' | 'fail-on-conflicts' | 'replace-envs';

export interface ExportOptions extends NameOptions, Pick<RenderOptions, 'targets'> {
  readonly mergeStrategy: MergeStrategy;
  /** Entry points that do not exist any more, as `manifest.json` names them: their files are removed. */
  readonly deletedEnvironments: readonly string[];
  readonly skipManifest: boolean;
  readonly onEnvironment?: (name: string) => void;
}

/** Which file belongs to which entry point. */
type FileMap = Readonly<Record<string, string>>;

const manifestFile = 'manifest.json';

/**
 * Exports environments into a folder and returns how many files were written. Fails with ToolError
 * `export-not-empty`, `export-exists`, `export-write` or `export-manifest` and leaves the folder as it was.
 */
export async function exportEnvironments(
  session: Session,
  found: readonly FoundEnvironment[],
  { folder, ...options }: ExportOptions & { readonly folder: string },
): Promise<number> {
  const staging = openFolder(folder, { mayBeFilled: options.mergeStrategy !== 'none' });
  try {
    const before = readFileMap(staging);
    const removed = selectRemoved(before, found, options);
    for (const file of removed) staging.remove(file);
    const written = await stageEnvironments(session, found, { staging, options });
    if (!options.skipManifest) stageFileMap(staging, { before, removed, written });
    staging.commit();
    return Object.keys(written).length;
  } finally {
    staging.close();
  }
}

function selectRemoved(
  before: FileMap,
  found: readonly FoundEnvironment[],
  { mergeStrategy, deletedEnvironments }: ExportOptions,
): readonly string[] {
  const replaced =
    mergeStrategy === 'replace-envs' ? found.map(({ environment }) => identityOf(environment)) : [];
  const owners = new Set([...replaced, ...deletedEnvironments]);
  return Object.keys(before).filter((file) => owners.has(before[file] as string));
}

function identityOf({ metadata }: Environment): string {
  return metadata.namespace ?? '';
}

interface Work {
  readonly staging: Staging;
  readonly options: ExportOptions;
}

async function stageEnvironments(
  session: Session,
  found: readonly FoundEnvironment[],
  { staging, options }: Work,
): Promise<FileMap> {
  const written: Record<string, string> = {};
  const subjects = new Map<string, string>();
  for (const group of groupByEntrypoint(found, engines)) {
    const rendered = await rememberFiles(session, group, options);
    for (const [at, { environment }] of group.entries()) {
      options.onEnvironment?.(environment.metadata.name ?? '');
      for (const [file, subject, text] of rendered[at] ?? []) {
        claim(path.normalize(file), subject, { subjects, staging });
        staging.write(file, text);
        written[file] = identityOf(environment);
      }
    }
  }
  return written;
}

const engines: Required<Pick<RenderOptions, 'engineFor'>> = {
  engineFor: ({ spec }) => spec.exportJsonnetImplementation,
};

/** What renders is loaded only when something has to be. */
function rememberFiles(
  session: Session,
  group: readonly FoundEnvironment[],
  { format, extension, targets = [] }: ExportOptions,
): Promise<readonly (readonly ExportedFile[])[]> {
  const [{ project }] = group as readonly [FoundEnvironment];
  const environments = group.map(({ environment, number = null }) => ({ environment, number }));
  const what = { environments, format, extension, targets } as unknown as Json;
  return session.remember({ project, what, hasSecrets }, async () => {
    const { renderFiles } = await import('./files.ts');
    return renderFiles(session, group, { format, extension, targets, ...engines });
  });
}

function hasSecrets(files: readonly (readonly ExportedFile[])[]): boolean {
  return files.some((ofOne) => ofOne.some(([, , text]) => /^kind: Secret$/m.test(text)));
}

/** One file is one manifest's. */
function claim(
  file: string,
  subject: string,
  { subjects, staging }: { readonly subjects: Map<string, string>; readonly staging: Staging },
): void {
  const earlier = subjects.get(file);
  if (earlier !== undefined) {
    const why = `it is the name for ${earlier} and for ${subject}; tell them apart in --format`;
    throw new ToolError('export-exists', { file: staging.pathOf(file), why });
  }
  if (staging.exists(file)) {
    const why = `${subject} would overwrite it; remove it, or choose \`--merge-strategy replace-envs\``;
    throw new ToolError('export-exists', { file: staging.pathOf(file), why });
  }
  subjects.set(file, subject);
}

function readFileMap(staging: Staging): FileMap {
  const text = staging.read(manifestFile);
  if (text === undefined) return {};
  const fail = (problem: string, cause?: unknown): never => {
    throw new ToolError('export-manifest', { file: staging.pathOf(manifestFile), problem }, { cause });
  };
  let map: unknown;
  try {
    map = JSON.parse(text);
  } catch (cause) {
    return fail((cause as Error).message, cause);
  }
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return fail('it is no object');
  if (Object.values(map).some((owner) => typeof owner !== 'string')) return fail('a value is no string');
  return map as FileMap;
}

interface Changes {
  readonly before: FileMap;
  readonly removed: readonly string[];
  readonly written: FileMap;
}

function stageFileMap(staging: Staging, { before, removed, written }: Changes): void {
  if (removed.length === 0 && Object.keys(written).length === 0) return;
  const gone = new Set(removed);
  const kept = Object.fromEntries(Object.entries(before).filter(([file]) => !gone.has(file)));
  staging.replace(manifestFile, formatGoJson({ ...kept, ...written }, '    '));
}
