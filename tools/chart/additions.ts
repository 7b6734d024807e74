// What an application may say beside its metadata: custom resources, and the page about its environment variables.
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';

/** A row of the page: one variable under each of its names. */
export interface VariableRow {
  readonly variables: readonly string[];
  /** The path of the value that it stands for, or words. */
  readonly value: string;
  /** All that must be so for it to be written. */
  readonly when: readonly string[];
}

/** The field `environment` of an application. */
export interface EnvironmentPage {
  /** Paragraphs. */
  readonly introduction: readonly string[];
  /** What stands above the names of a row. */
  readonly columns: readonly string[];
  readonly sections: readonly { readonly title: string; readonly rows: readonly VariableRow[] }[];
}

/** What is wrong with the field `crds`: the first problem, in words. */
export function findCrdsProblem(crds: Json): string | undefined {
  if (crds === null) return undefined;
  if (!Array.isArray(crds)) return 'crds is no list; expected CustomResourceDefinitions';
  const wrong = crds.findIndex((crd: Json) => !isCrd(crd));
  const given = wrong < 0 ? '' : shorten(JSON.stringify(crds[wrong]));
  if (wrong >= 0) return `crds[${wrong}] is ${given}, expected a CustomResourceDefinition with a name`;
  const names = crds.map((crd) => nameOfCrd(crd as JsonObject));
  const twice = names.find((name, at) => names.indexOf(name) < at);
  return twice === undefined ? undefined : `crds has ${twice} twice`;
}

/** `<plural>.<group>`, as Kubernetes wants it. */
export function nameOfCrd(crd: JsonObject): string {
  return String((crd.metadata as JsonObject).name);
}

function isCrd(crd: Json): boolean {
  if (!isJsonObject(crd) || crd.kind !== 'CustomResourceDefinition') return false;
  const { metadata = null } = crd;
  const name = isJsonObject(metadata) ? metadata.name : undefined;
  return typeof name === 'string' && /^[a-z0-9][a-z0-9.-]*$/.test(name);
}

/** What is wrong with the field `environment`: the first problem, in words. */
export function findEnvironmentProblem(page: Json): string | undefined {
  if (page === null) return undefined;
  const expected = 'expected { introduction, columns, sections: [{ title, rows }] }';
  if (!isJsonObject(page)) return `environment is no map; ${expected}`;
  const { introduction = null, columns = null, sections = null } = page;
  if (!isTexts(introduction) || !isTexts(columns) || !Array.isArray(sections))
    return `environment is ${shorten(JSON.stringify(page))}, ${expected}`;
  const rows = sections.flatMap((section: Json) => rowsOf(section) ?? [null]);
  const wrong = rows.findIndex((row: Json) => !isRow(row, columns));
  if (wrong < 0) return undefined;
  return `environment has the row ${shorten(JSON.stringify(rows[wrong]))}, expected { variables, value, when } with a variable for each of columns`;
}

function rowsOf(section: Json): readonly Json[] | undefined {
  if (!isJsonObject(section) || typeof section.title !== 'string') return undefined;
  return Array.isArray(section.rows) ? section.rows : undefined;
}

function isRow(row: Json, columns: readonly Json[]): boolean {
  if (!isJsonObject(row)) return false;
  const { variables = null, value, when = null } = row;
  return (
    isTexts(variables) && variables.length === columns.length && typeof value === 'string' && isTexts(when)
  );
}

function isTexts(list: Json): list is readonly string[] {
  return Array.isArray(list) && list.every((text) => typeof text === 'string');
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
