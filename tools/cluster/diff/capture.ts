// What kubectl finds out: `kubectl diff` asks the API server for a dry run of every object, and hands both states to a
// program that keeps them for us.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatList, type Manifest } from '../../manifests/manifest.ts';
import { readYaml } from '../../manifests/yaml/read.ts';
import type { JsonObject } from '../../shared/json.ts';
import { withTemporaryFolder } from '../../shared/temporary.ts';
import type { Kubectl } from '../client/kubectl.ts';
import type { Pair } from './clean.ts';

/** kubectl gives it the folders of both states, and deletes them when it ends. */
const keeper = `#!/bin/sh
mv "$1" "$TWINHULL_STATES/LIVE" && mv "$2" "$TWINHULL_STATES/MERGED"
`;

/** How many objects kubectl asks for at the same time. */
const concurrency = 8;

export interface CaptureOptions {
  readonly isServerSide: boolean;
  /** Gives all objects that exist, with managed fields, and not only those that change. */
  readonly withLive?: boolean;
}

/** Objects that a dry run would change. Fails with ToolError `kubectl-failed` when the API server refuses one. */
export async function captureDiff(
  kubectl: Kubectl,
  manifests: readonly Manifest[],
  { isServerSide, withLive = false }: CaptureOptions,
): Promise<readonly Pair[]> {
  if (manifests.length === 0) return [];
  return withTemporaryFolder(async (folder) => {
    const script = path.join(folder, 'keep');
    writeFileSync(script, keeper, { mode: 0o700 });
    const args = ['diff', '-f', '-', `--concurrency=${concurrency}`, ...(isServerSide ? serverSide : [])];
    if (withLive) args.push('--show-managed-fields');
    await kubectl.run(args, {
      stdin: formatList(manifests),
      env: { KUBECTL_EXTERNAL_DIFF: script, TWINHULL_STATES: folder, TMPDIR: folder },
    });
    return readStates(folder, withLive);
  });
}

const serverSide = ['--server-side', '--force-conflicts', '--field-manager=tanka'];

function readStates(folder: string, withLive: boolean): readonly Pair[] {
  const merged = path.join(folder, 'MERGED');
  mkdirSync(merged, { recursive: true });
  return readdirSync(merged).flatMap((name) => {
    const [before, after] = ['LIVE', 'MERGED'].map((side) => readState(path.join(folder, side, name)));
    if (before === after && !withLive) return [];
    const parse = (text = ''): JsonObject | undefined =>
      (readYaml(text, { file: name }) as JsonObject | null) ?? undefined;
    return [{ before: parse(before), after: parse(after) }];
  });
}

/** An object that does not exist yet has an empty file, or none. */
function readState(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
