// An application as the chart compiler sees it: where it is, and all that it says beside `render`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findApplication } from '../environments/app.ts';
import { findPackage } from '../environments/package.ts';
import { JsonnetError } from '../jsonnet/errors.ts';
import { evaluateToData } from '../jsonnet/index.ts';
import { defaultsOf } from '../schema/defaults.ts';
import { type AppSchema, listAppSchemas, missingSchema, readAppSchema } from '../schema/generate.ts';
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

/** The application in a project, or in this package. Fails with ToolError `app-unknown` or `schema-missing`. */
export async function findApp(
  name: string,
  project: string,
): Promise<{ readonly root: string; readonly app: AppSchema }> {
  for (const root of [project, findPackage()]) {
    if (!existsSync(path.join(root, 'lib', 'apps', name))) continue;
    if ((await listAppSchemas(root)).includes(name)) return { root, app: await readAppSchema(root, name) };
    if (isApplication(name, root)) throw await missingSchema(root, name);
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
  const snippet = factsScript(entrypoint, path.join(root, app.file), defaultsOf(app.schema));
  const facts = evaluateFacts({ entry: entrypoint, label: '<chart>', snippet, paths }, name, app.file);
  const problem = findProblem(facts);
  if (problem !== undefined) refuse(mainOf(name), problem);
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

function isApplication(name: string, root: string): boolean {
  return /^[\w-]+$/.test(name) && existsSync(path.join(root, 'lib', 'apps', name, 'main.libsonnet'));
}

interface Facts {
  readonly schemaProblem: string | null;
  readonly chart: Json;
  readonly secretContract: Json;
  readonly crds: Json;
  readonly environment: Json;
  readonly hasNotes: boolean;
  readonly hasTests: boolean;
}

function mainOf(name: string): string {
  return `lib/apps/${name}/main.libsonnet`;
}

/** Fails with ToolError `chart-metadata` when the application has not the schema of this file, or imports none. */
function evaluateFacts(input: Parameters<typeof evaluateToData>[0], name: string, schemaFile: string): Facts {
  const expected = `expected schema: import '../../../${schemaFile}'`;
  try {
    const facts = evaluateToData(input) as unknown as Facts;
    if (facts.schemaProblem !== null) refuse(mainOf(name), `${facts.schemaProblem}; ${expected}`);
    return facts;
  } catch (error) {
    const lost = error instanceof JsonnetError ? lostSchema.exec(error.message)?.[1] : undefined;
    if (lost === undefined) throw error;
    return refuse(mainOf(name), `schema imports ${lost}, which is not there; ${expected}`);
  }
}

const lostSchema = /^couldn't open import "([^"\n]*\.schema\.json)"/;

/** The defaults are handed in as JSON, which is Jsonnet. */
function factsScript(entrypoint: string, schemaFile: string, defaults: JsonObject): string {
  return `local main = import ${JSON.stringify(entrypoint)};
local values = ${JSON.stringify(defaults)};
local isNeeded(entry) = std.isFunction(std.get(entry, 'needed')) && entry.needed(values);
local withNeed(entry) = if std.isObject(entry) then entry + { needed::: isNeeded(entry) } else entry;
local contract = std.get(main, 'secretContract');
local schema = std.get(main, 'schema');
{
  // Environments check values by the field, charts by the file.
  schemaProblem:
    if schema == null then 'the field schema is missing'
    else if schema != import ${JSON.stringify(schemaFile)} then 'the field schema is not that of the application'
    else null,
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

function refuse(file: string, problem: string): never {
  throw new ToolError('chart-metadata', { file, problem });
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
