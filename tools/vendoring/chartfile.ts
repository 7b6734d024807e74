// chartfile.yaml: which charts a project has copies of, from which repositories. Read strictly, so that no slip is lost.
import path from 'node:path';
import { readYaml } from '../manifests/yaml/read.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { readTextFile } from '../shared/files.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { nearest } from '../shared/text.ts';

export const chartfileName = 'chartfile.yaml';

/** As Helm knows repositories; files are relative to the project. */
export interface Repository {
  readonly name: string;
  readonly url: string;
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly username?: string;
  readonly password?: string;
}

export interface Requirement {
  /** `repository/name`. */
  readonly chart: string;
  readonly version: string;
  /** Where below the charts it is kept; the chart's name where it is absent. */
  readonly directory?: string;
}

export interface Chartfile {
  readonly version: 1;
  /** The folder of the charts, relative to the file. */
  readonly directory: string;
  readonly repositories: readonly Repository[];
  readonly requires: readonly Requirement[];
}

/** The chartfile of a folder. Fails with ToolError `file-read`, `chartfile-invalid` and those of `readYaml`. */
export async function readChartfile(folder: string): Promise<Chartfile> {
  const file = path.join(folder, chartfileName);
  const text = await readTextFile(file);
  if (text === undefined) {
    const problem = 'there is no such file; make one with `twinhull tool charts init`';
    throw new ToolError('file-read', { file, problem });
  }
  return parseChartfile(text, file);
}

function parseChartfile(text: string, file: string): Chartfile {
  const place: Place = { file, path: '' };
  const fields = readFields(readYaml(text, { file }) ?? {}, place, topFields);
  const version = fields.version ?? 1;
  if (version !== 1) throw invalid(place, `version is ${JSON.stringify(version)}, and only 1 is known`);
  return {
    version,
    directory: readText(fields.directory, inside(place, 'directory')) || 'charts',
    repositories: readList(fields.repositories, inside(place, 'repositories')).map(readRepository),
    requires: readList(fields.requires, inside(place, 'requires')).map(readRequirement),
  };
}

/** The repositories of a file as `helm repo add` keeps it, whose other fields Helm may know. */
export async function readRepositoryConfig(file: string): Promise<readonly Repository[]> {
  const text = await readTextFile(file);
  if (text === undefined) throw new ToolError('file-read', { file, problem: 'there is no such file' });
  const config = readYaml(text, { file });
  const place = { file, path: 'repositories' };
  const entries = readList(isJsonObject(config) ? config.repositories : config, place);
  return entries.map(({ value, place: at }) => {
    const { name, url } = readFields(value, at);
    return { ...(value as JsonObject), name: readName(name, at), url: readUrl(url, at) };
  });
}

const topFields = ['version', 'directory', 'repositories', 'requires'];
const repositoryFields = ['name', 'url', 'caFile', 'certFile', 'keyFile', 'username', 'password'] as const;
const requirementFields = ['chart', 'version', 'directory'];

interface Place {
  readonly file: string;
  /** Inside of the file: `requires[0].chart`. */
  readonly path: string;
}

interface Entry {
  readonly value: Json;
  readonly place: Place;
}

function readRepository({ value, place }: Entry): Repository {
  const fields = readFields(value, place, repositoryFields);
  const texts = repositoryFields.flatMap((name): (readonly [string, string])[] => {
    const text = readText(fields[name], inside(place, name));
    return text === undefined || text === '' ? [] : [[name, text]];
  });
  const name = readName(fields.name, place);
  return { ...Object.fromEntries(texts), name, url: readUrl(fields.url, place) };
}

function readRequirement({ value, place }: Entry): Requirement {
  const fields = readFields(value, place, requirementFields);
  const chart = readText(fields.chart, inside(place, 'chart'));
  const version = readText(fields.version, inside(place, 'version'));
  const directory = readText(fields.directory, inside(place, 'directory'));
  if (!chart) throw invalid(place, 'chart is missing; expected repository/name');
  if (!version) throw invalid(place, 'version is missing; without one, another chart may come every time');
  return { chart, version, ...(directory ? { directory } : {}) };
}

function readName(value: Json | undefined, place: Place): string {
  const name = readText(value, inside(place, 'name')) ?? '';
  if (/^\w[\w.-]*$/.test(name)) return name;
  throw invalid(inside(place, 'name'), `${JSON.stringify(name)} is no name of letters, digits, - _ and .`);
}

function readUrl(value: Json | undefined, place: Place): string {
  const url = readText(value, inside(place, 'url')) ?? '';
  if (/^oci:\/\/[^/]*@/.test(url)) {
    throw invalid(inside(place, 'url'), 'user and password belong into fields of their own');
  }
  if (isRepositoryUrl(url)) return url;
  throw invalid(inside(place, 'url'), 'expected https://…, oci://… or another address that Helm knows');
}

/** Helm's plugins know more schemes than its own. */
export function isRepositoryUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s\p{Cc}]+$/u.test(text);
}

/** A map's fields by their known names, whatever their letter case, as Go finds them. */
function readFields(value: Json, place: Place, known?: readonly string[]): JsonObject {
  if (!isJsonObject(value)) throw invalid(place, 'expected a map');
  if (!known) return value;
  const fields = Object.entries(value).map(([key, field]) => {
    const name = known.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
    if (name !== undefined) return [name, field] as const;
    const meant = nearest(key, known);
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    throw invalid(place, `${JSON.stringify(key)} is not known here (known: ${known.join(', ')})${hint}`);
  });
  return Object.fromEntries(fields);
}

function readList(value: Json | undefined, place: Place): readonly Entry[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalid(place, 'expected a list');
  return value.map((item: Json, at) => ({
    value: item,
    place: { ...place, path: `${place.path}[${at}]` },
  }));
}

function readText(value: Json | undefined, place: Place): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') {
    if (/\p{Cc}/u.test(value)) throw invalid(place, 'control characters are not allowed');
    return value;
  }
  const remedy = typeof value === 'number' ? '; put quotes around the number, which may lose digits' : '';
  throw invalid(place, `expected a text${remedy}`);
}

function inside(place: Place, name: string): Place {
  return { ...place, path: place.path === '' ? name : `${place.path}.${name}` };
}

function invalid({ file, path: inner }: Place, problem: string): ToolError {
  return new ToolError('chartfile-invalid', {
    file,
    problem: inner === '' ? problem : `${inner}: ${problem}`,
  });
}
