// An application as the chart compiler sees it: where it is, and all that it says beside `render`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findApplication } from '../environments/app.ts';
import { findPackage } from '../environments/package.ts';
import { evaluateToData } from '../jsonnet/index.ts';
import { defaultsOf } from '../schema/defaults.ts';
import { type AppSchema, readAppSchemas } from '../schema/generate.ts';
import type { Schema } from '../schema/schema.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { type EnvironmentPage, findCrdsProblem, findEnvironmentProblem } from './additions.ts';
import { type ChartExtras, type ChartMetadata, findMetadataProblem } from './metadata.ts';

/** A file of a chart; the path is relative to the chart's folder, with `/`. */
export interface ChartFile {
  readonly path: string;
  readonly content: string;
}

/** A key of the Secret that the application refers to. */
export interface SecretKey {
  readonly key: string;
  /** The environment variable that it becomes, where it has another name. */
  readonly variable?: string;
  readonly description: string;
  /** In words: `always`, `optional`, or the values that make it necessary. */
  readonly when: string;
  /** Whether the default values make it necessary. */
  readonly needed: boolean;
  /** Keys that together do as well. */
  readonly instead?: readonly string[];
}

export interface ChartApp {
  /** As in `lib/apps/<name>`. */
  readonly name: string;
  /** The folder that has `lib/apps` and `schemas/apps`. */
  readonly root: string;
  /** Absolute path of `main.libsonnet`. */
  readonly entrypoint: string;
  /** Directories for imports, the most important first. */
  readonly paths: readonly string[];
  readonly chart: ChartMetadata & ChartExtras;
  readonly schema: Schema;
  /** Relative to `root`, with `/`. */
  readonly schemaFile: string;
  readonly secretContract?: readonly SecretKey[];
  /** CustomResourceDefinitions. */
  readonly crds?: readonly JsonObject[];
  readonly environment?: EnvironmentPage;
  /** The application has the function `notes(values, release, chart, capabilities)`: a list of lines. */
  readonly hasNotes: boolean;
  /** The application has the function `tests(values, release, chart, capabilities)`: manifests by name. */
  readonly hasTests: boolean;
}

/** The application in a project, or in this package. Fails with ToolError `app-unknown`. */
export async function findApp(
  name: string,
  project: string,
): Promise<{ readonly root: string; readonly app: AppSchema }> {
  for (const root of [project, findPackage()]) {
    const app = (await readAppSchemas(root)).find((candidate) => candidate.name === name);
    if (app && existsSync(path.join(root, 'lib', 'apps', name))) return { root, app };
  }
  throw new ToolError('app-unknown', { name });
}

/**
 * Reads what an application says beside `render`, which is not called.
 * Fails with ToolError `app-unknown` or `chart-metadata`; throws JsonnetError.
 */
export async function loadChartApp(name: string, projectRoot: string): Promise<ChartApp> {
  const { root, app } = await findApp(name, projectRoot);
  const { entrypoint, paths } = findApplication(name, root);
  const snippet = factsScript(entrypoint, defaultsOf(app.schema));
  const facts = evaluateToData({ entry: entrypoint, label: '<chart>', snippet, paths }) as unknown as Facts;
  const file = `lib/apps/${name}/main.libsonnet`;
  refuse(file, findProblem(facts));
  return {
    ...{ name, root, entrypoint, paths, schema: app.schema, schemaFile: app.file },
    chart: facts.chart as ChartMetadata & ChartExtras,
    ...(facts.secretContract === null ? {} : { secretContract: facts.secretContract as never }),
    ...(facts.crds === null ? {} : { crds: facts.crds as never }),
    ...(facts.environment === null ? {} : { environment: facts.environment as never }),
    hasNotes: facts.hasNotes,
    hasTests: facts.hasTests,
  };
}

interface Facts {
  readonly chart: Json;
  readonly secretContract: Json;
  readonly crds: Json;
  readonly environment: Json;
  readonly hasNotes: boolean;
  readonly hasTests: boolean;
}

/** The defaults are handed in as JSON, which is Jsonnet. */
function factsScript(entrypoint: string, defaults: JsonObject): string {
  return `local main = import ${JSON.stringify(entrypoint)};
local values = ${JSON.stringify(defaults)};
local isNeeded(entry) = std.isFunction(std.get(entry, 'needed')) && entry.needed(values);
local withNeed(entry) = if std.isObject(entry) then entry + { needed::: isNeeded(entry) } else entry;
local contract = std.get(main, 'secretContract');
{
  chart: std.get(main, 'chart'),
  secretContract: if std.isArray(contract) then [withNeed(entry) for entry in contract] else contract,
  crds: std.get(main, 'crds'),
  environment: std.get(main, 'environment'),
  hasNotes: std.isFunction(std.get(main, 'notes')),
  hasTests: std.isFunction(std.get(main, 'tests')),
}`;
}

function findProblem({ chart, secretContract, crds, environment }: Facts): string | undefined {
  return (
    findMetadataProblem(chart) ??
    findContractProblem(secretContract) ??
    findCrdsProblem(crds) ??
    findEnvironmentProblem(environment)
  );
}

function refuse(file: string, problem: string | undefined): void {
  if (problem !== undefined) throw new ToolError('chart-metadata', { file, problem });
}

function findContractProblem(contract: Json): string | undefined {
  if (contract === null) return undefined;
  if (!Array.isArray(contract)) return 'secretContract is no list; expected [{ key, when, description }, …]';
  const wrong = contract.findIndex((entry: Json) => !isSecretKey(entry));
  if (wrong < 0) return undefined;
  const given = JSON.stringify(contract[wrong]);
  return `secretContract[${wrong}] is ${given}, expected { key, when, description } as texts, and perhaps variable as a text and instead as a list of keys`;
}

function isSecretKey(entry: Json): boolean {
  if (!isJsonObject(entry)) return false;
  const { key, variable = key, when, description, needed, instead = [] } = entry;
  return (
    [key, variable as Json, when, description].every(
      (text) => typeof text === 'string' && text.trim() !== '',
    ) &&
    typeof needed === 'boolean' &&
    Array.isArray(instead) &&
    instead.every((other: Json) => typeof other === 'string')
  );
}
