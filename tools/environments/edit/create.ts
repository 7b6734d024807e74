// New environments on the disk, written byte for byte as Tanka writes them.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';
import { createFiles } from '../../shared/newFiles.ts';
import { formatOrderedJson } from '../json.ts';
import { defaultEntrypoint, findRoot } from '../project.ts';

/** What `env add` and `env set` can say about an environment; what is absent stays as it is. */
export interface EnvironmentSettings {
  readonly apiServer?: string;
  readonly contextNames?: readonly string[];
  readonly namespace?: string;
  readonly diffStrategy?: string;
  readonly injectLabels?: boolean;
}

export interface NewEnvironment {
  /** The folder; it need not be there yet. */
  readonly target: string;
  readonly settings: EnvironmentSettings;
  /** An Environment object in `main.jsonnet` instead of a `spec.json`. */
  readonly inline: boolean;
}

/**
 * Makes an environment without resources. Fails with ToolError `project-root`, with `environment-exists` where there
 * is one already, and with `file-write`; then nothing has changed.
 */
export function createEnvironment({ target, settings, inline }: NewEnvironment): void {
  const folder = path.resolve(target);
  const name = path.relative(findRoot(folder), folder) || '.';
  const entrypoint = path.join(folder, defaultEntrypoint);
  const spec = path.join(folder, 'spec.json');
  const taken = [entrypoint, spec].find((file) => existsSync(file));
  if (taken !== undefined) throw new ToolError('environment-exists', { folder: target, file: taken });
  const description = describe(name, settings);
  if (inline)
    return createFiles([{ file: entrypoint, content: formatJsonnet({ ...description, data: {} }) }]);
  createFiles([
    { file: entrypoint, content: '{}\n' },
    { file: spec, content: `${formatOrderedJson(description, '  ')}\n` },
  ]);
}

/** Fields in Tanka's order; empty ones are left out, except those that Tanka always writes. */
function describe(name: string, settings: EnvironmentSettings): object {
  const { apiServer, contextNames = [], namespace = 'default', diffStrategy, injectLabels } = settings;
  return {
    apiVersion: 'tanka.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name },
    spec: {
      ...(apiServer ? { apiServer } : {}),
      ...(contextNames.length > 0 ? { contextNames } : {}),
      namespace,
      ...(diffStrategy ? { diffStrategy } : {}),
      ...(injectLabels ? { injectLabels } : {}),
      resourceDefaults: {},
      expectVersions: {},
    },
  };
}

/** As jsonnetfmt formats JSON: names without quotes, a comma behind each last item. */
function formatJsonnet(value: object): string {
  return `${write(value, '\n')}\n`;
}

function write(value: unknown, newline: string): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${newline}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const items = Array.isArray(value)
    ? value.map((item) => write(item, inner))
    : Object.entries(value).map(([name, item]) => `${name}: ${write(item, inner)}`);
  return items.length === 0
    ? `${open}${close}`
    : `${open}${items.map((item) => `${inner}${item},`).join('')}${newline}${close}`;
}

/** Single quotes, unless the text has some. */
function quote(text: string): string {
  const escaped = JSON.stringify(text);
  if (text.includes("'")) return escaped;
  return `'${escaped.slice(1, -1).replaceAll('\\"', '"')}'`;
}
