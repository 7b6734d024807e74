// What the tests of sides share: fixtures, folders of their own, and a short form of a side's objects.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { nameOf, namespaceOf } from '../../../tools/manifests/manifest.ts';
import type { Side } from '../../../tools/parity/model.ts';
import { readSide, type SideOptions } from '../../../tools/parity/sides/index.ts';
import { formatDiagnostic, ToolError } from '../../../tools/shared/diagnostics.ts';

const fixtures: string = path.relative(
  process.cwd(),
  fileURLToPath(new URL('../../fixtures/parity/sides', import.meta.url)),
);

/** Relative, as a user would name it. */
export function fixture(...parts: readonly string[]): string {
  return path.join(fixtures, ...parts);
}

/** A folder that is removed after the test. */
export function createFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-sides-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** `Kind namespace/name` of each object. */
export function listObjects({ objects }: Pick<Side, 'objects'>): readonly string[] {
  return objects.map(({ manifest }) => {
    const namespace = namespaceOf(manifest);
    return `${manifest.kind} ${namespace && `${namespace}/`}${nameOf(manifest)}`;
  });
}

/** The code and the whole text of what reading fails with. */
export async function failureOf(
  side: string,
  options: SideOptions = {},
): Promise<{ readonly code: string; readonly text: string }> {
  const thrown = await readSide(side, options).catch((error: unknown) => error);
  if (!(thrown instanceof ToolError))
    throw new Error(`${side} should fail with a coded error`, { cause: thrown });
  const text = [thrown.message, ...thrown.diagnostics.map(formatDiagnostic)].join('\n');
  return { code: thrown.code, text };
}
