// Whether an object that looks like a manifest has the fields that every Kubernetes object needs.
import { ToolError } from '../shared/diagnostics.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { goTypeOf } from './goTypes.ts';
import { isList, type Manifest, metadataOf } from './manifest.ts';
import { maskSecrets } from './mask.ts';
import { formatYaml } from './yaml/write.ts';

const missingString = 'missing or not of string type';
const missingObject = 'missing or not an object';

type Check = (object: JsonObject) => string | undefined;

/** Each field with what is wrong with it, in the order in which faults are listed. */
const checks: readonly (readonly [field: string, check: Check])[] = [
  ['apiVersion', (object) => (typeof object.apiVersion === 'string' ? undefined : missingString)],
  ['kind', (object) => (typeof object.kind === 'string' ? undefined : missingString)],
];

/** Lists have no metadata of their own. */
const metadataChecks: typeof checks = [
  ['metadata', (object) => (isJsonObject(object.metadata) ? undefined : missingObject)],
  ['metadata.name', (object) => (hasName(metadataOf(object)) ? undefined : missingString)],
  ['metadata.labels', (object) => faultOfMap(metadataOf(object).labels)],
  ['metadata.annotations', (object) => faultOfMap(metadataOf(object).annotations)],
];

/** The object as a manifest. Throws ToolError `manifest-fields` with Tanka's sentence. */
export function verifyManifest(object: JsonObject, path: string): Manifest {
  const applicable = isList(object) ? checks : [...checks, ...metadataChecks];
  const faults = applicable.flatMap(([field, check]) => {
    const fault = check(object);
    return fault === undefined ? [] : [`  - ${field}: ${fault}`];
  });
  if (faults.length === 0) return object as Manifest;
  throw new ToolError('manifest-fields', { path, faults: faults.join('\n'), object: sampleOf(object) });
}

function hasName(metadata: JsonObject): boolean {
  return typeof metadata.name === 'string' || typeof metadata.generateName === 'string';
}

function faultOfMap(map: Json | undefined): string | undefined {
  if (map === undefined || map === null) return undefined;
  if (!isJsonObject(map)) return `must be object, but got '${goTypeOf(map)}' instead`;
  const wrong = Object.entries(map).find(([, value]) => typeof value !== 'string');
  return wrong && `contains non-string field '${wrong[0]}' of type '${goTypeOf(wrong[1])}'`;
}

/** At most ten lines of the object, indented. */
function sampleOf(object: JsonObject): string {
  const lines = formatYaml(maskSecrets(object)).trim().split('\n');
  const shown = lines.length >= 10 ? [...lines.slice(0, 10), '...'] : lines;
  return shown.map((line) => `  ${line}`).join('\n');
}
