// Writes compact copies of CustomResourceDefinitions: one version, no descriptions. Usage: tsx tests/cluster/crds/record.ts FILE…
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { readYaml } from '../../../tools/manifests/yaml/read.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../tools/shared/json.ts';

/** Maps whose keys are names that somebody chose, so that `description` in them is a name, too. */
const namedMaps = ['properties', 'patternProperties', 'definitions'];

/** A schema with everything that decides what is accepted and stored, and nothing that only explains it. */
function compactSchema(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(compactSchema);
  if (!isJsonObject(schema)) return schema;
  const entries = Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
    if (key === 'description' || key === 'externalDocs' || key === 'example') return [];
    if (key === 'default' || key === 'enum') return [[key, value]];
    if (key === 'x-kubernetes-validations') return [[key, compactRules(value)]];
    return [[key, namedMaps.includes(key) ? compactNamed(value) : compactSchema(value)]];
  });
  return Object.fromEntries(entries);
}

function compactNamed(schemas: Json): Json {
  if (!isJsonObject(schemas)) return schemas;
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, compactSchema(schema)]));
}

function compactRules(rules: Json): Json {
  if (!Array.isArray(rules)) return rules;
  return rules.map(({ message, messageExpression, ...rule }) => rule);
}

function compactCrd(crd: JsonObject): JsonObject {
  const { metadata, spec } = crd as { metadata: JsonObject; spec: JsonObject };
  const { group, names, scope, versions } = spec as JsonObject & { versions: readonly JsonObject[] };
  const stored = versions.filter((version) => version.storage === true);
  const approval = 'api-approved.kubernetes.io';
  const approved = isJsonObject(metadata.annotations) ? metadata.annotations[approval] : undefined;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: metadata.name as string,
      ...(approved === undefined ? {} : { annotations: { [approval]: approved } }),
    },
    spec: { group, names, scope, versions: stored.map(compactVersion) } as JsonObject,
  };
}

function compactVersion({ name, served, storage, schema, subresources }: JsonObject): JsonObject {
  const { openAPIV3Schema } = schema as JsonObject;
  const compact = {
    name,
    served,
    storage,
    schema: { openAPIV3Schema: compactSchema(openAPIV3Schema ?? {}) },
  };
  return { ...compact, ...(subresources === undefined ? {} : { subresources }) } as JsonObject;
}

for (const file of process.argv.slice(2)) {
  const crd = compactCrd(readYaml(readFileSync(file, 'utf8'), { file }) as JsonObject);
  const { name } = crd.metadata as { name: string };
  writeFileSync(fileURLToPath(new URL(`${name}.yaml`, import.meta.url)), stringify(crd, { lineWidth: 0 }));
}
