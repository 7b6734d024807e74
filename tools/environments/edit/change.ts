// Changes `spec.json` as far as it was asked for: what else stands in it, and how it is written, stays.
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../manifests/environment.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { readTextFile, writeFileAtomic } from '../../shared/files.ts';
import type { Json } from '../../shared/json.ts';
import { readStaticEnvironment } from '../find.ts';
import type { Project } from '../project.ts';
import type { Session } from '../session.ts';
import type { EnvironmentSettings } from './create.ts';
import { editJson } from './json.ts';

type Value = string | boolean | readonly string[];

export interface Change {
  /** `spec.namespace` */
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
}

/** New fields are put where Tanka writes them. One list serves all objects: no two of them disagree on the order. */
const order = [
  ...['apiVersion', 'kind', 'metadata', 'spec'],
  ...['name', 'apiServer', 'contextNames', 'namespace', 'labels', 'diffStrategy', 'applyStrategy'],
  ...['injectLabels', 'tankaEnvLabelFromFields', 'resourceDefaults', 'expectVersions'],
];

/**
 * Changes an environment's `spec.json` and returns what is different now. Nothing is written when that is nothing.
 * No cluster is asked. Fails with ToolError `environment-inline`, `environment-invalid`, `file-read` or `file-write`.
 */
export async function changeEnvironment(
  session: Session,
  project: Project,
  settings: EnvironmentSettings,
): Promise<readonly Change[]> {
  const { root, base, entrypoint } = project;
  const found = readStaticEnvironment(session, project);
  if (!found) throw new ToolError('environment-inline', { file: path.relative(root, entrypoint) });
  const file = path.join(base, 'spec.json');
  const { environment } = found;
  const changes = listChanges(environment, settings);
  if (changes.length === 0) return changes;
  checkCluster(environment, { settings, file });
  // Tanka writes what it derives from the place of the folder as soon as it writes anything.
  const derived = ['name', 'namespace'] as const;
  const edits = [
    ...derived.map((key) => ({ path: ['metadata', key], value: environment.metadata[key] })),
    ...changes.map(({ field, after }) => ({ path: field.split('.'), value: keep(field, after) })),
  ];
  const before = (await readTextFile(file)) ?? '{}';
  const after = edits.reduce((text, edit) => editJson(text, { ...edit, order }), before);
  // A link stays one, and the rights of the file what they were.
  await writeFileAtomic(realpathSync(file), after, statSync(file).mode);
  return changes;
}

const empty: Readonly<Record<keyof EnvironmentSettings, Value>> = {
  ...{ apiServer: '', contextNames: [], namespace: '', diffStrategy: '', injectLabels: false },
};

function listChanges({ spec }: Environment, settings: EnvironmentSettings): readonly Change[] {
  const keys = Object.keys(empty) as (keyof EnvironmentSettings)[];
  return keys.flatMap((key) => {
    const before = spec[key] ?? empty[key];
    const after = settings[key];
    if (after === undefined || JSON.stringify(before) === JSON.stringify(after)) return [];
    return [{ field: `spec.${key}`, before, after }];
  });
}

/** An empty value takes the field away; an empty namespace is one of its own: none is injected. */
function keep(field: string, after: Value): Json | undefined {
  const isEmpty = typeof after === 'boolean' ? !after : after.length === 0;
  return isEmpty && field !== 'spec.namespace' ? undefined : (after as Json);
}

interface Wanted {
  readonly settings: EnvironmentSettings;
  readonly file: string;
}

/** Both fields choose the cluster, so that an environment with both can be brought to none. */
function checkCluster({ spec }: Environment, { settings, file }: Wanted): void {
  const { apiServer, contextNames = [] } = { ...spec, ...settings };
  if (!apiServer || contextNames.length === 0) return;
  const problem =
    "spec.apiServer and spec.contextNames exclude each other; take one away with --server '' or --context-name ''";
  throw new ToolError('environment-invalid', { file, problem });
}
