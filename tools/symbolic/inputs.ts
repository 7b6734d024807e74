// What an application's functions are called with: unknown values, release and capabilities, and the chart's own data.
import type { Schema } from '../schema/schema.ts';
import type { JsonObject } from '../shared/json.ts';
import { nodeOf } from './evaluate/constants.ts';
import { type FieldDefinition, ObjectValue, type Value } from './evaluate/values.ts';
import { typeOfSchema } from './schemaType.ts';
import { field, input, type Node, yes } from './tree.ts';
import {
  arrayOf,
  booleanType,
  type FieldType,
  integer,
  largest,
  stringType,
  structOf,
  type Type,
} from './types.ts';

const name: Type = { kind: 'string', pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$', filled: true };

function given(type: Type): FieldType {
  return { type, required: true };
}

const releaseType = structOf([
  ['name', given(name)],
  ['namespace', given(name)],
  ['service', given({ kind: 'string', filled: true })],
  ['isInstall', given(booleanType)],
  ['isUpgrade', given(booleanType)],
  ['revision', given(integer(1, largest))],
]);

const capabilitiesType = structOf([
  ['kubeVersion', given({ kind: 'string', filled: true })],
  ['apiVersions', given(arrayOf(stringType))],
]);

/** What may change without a new chart being compiled: its version, and its name, which an alias in a parent replaces. */
const chartType = structOf([
  ['name', given(name)],
  ['version', given({ kind: 'string', filled: true })],
  ['appVersion', given({ kind: 'string', filled: true })],
]);

/** values, release, chart and capabilities. */
export function argumentsOf({ schema, chart }: { schema: Schema; chart: JsonObject }): readonly Value[] {
  return [
    input('values', typeOfSchema(schema)),
    input('release', releaseType),
    chartValue(chart),
    input('capabilities', capabilitiesType),
  ];
}

function chartValue(chart: JsonObject): ObjectValue {
  const unknown = input('chart', chartType);
  const nodeOfKey = (key: string): Node => {
    const known = chartType.fields.get(key);
    return known ? field(unknown, key, known.type) : nodeOf(chart[key] ?? null);
  };
  const fields = Object.keys(chart).map(
    (key): FieldDefinition => ({ name: key, condition: yes(), visibility: ':', make: () => nodeOfKey(key) }),
  );
  return new ObjectValue([{ condition: yes(), fields }]);
}
