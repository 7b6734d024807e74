// Seeds with one thing changed: a field left out, emptied, or set to another of its words.
import type { Json } from '../../../tools/shared/json.ts';
import { setAt } from './edit.ts';
import {
  type Definitions,
  type Instance,
  listInstances,
  mapValues,
  objectName,
  type Path,
  type Schema,
} from './schema.ts';
import type { Seed } from './seeds.ts';

/** Fields of a whole object that are not what a user decides. */
const notConfiguration = new Set(['apiVersion', 'kind', 'metadata', 'status']);
/** Fields of metadata that a user decides. */
const writtenMetadata = new Set(['annotations', 'finalizers', 'labels', 'name', 'namespace']);

/** What a seed says, except who the object is. */
export function listConfiguration(
  { object, definition }: Seed,
  definitions: Definitions,
): readonly Instance[] {
  return listInstances(object, definition, definitions).filter(({ path }) => path[0] !== 'metadata');
}

/** The fields that an instance may have, and that somebody would write. */
export function fieldsOf(
  { definition, path }: Instance,
  definitions: Definitions,
): readonly [string, Schema][] {
  const isMetadata = definition.endsWith('.meta.v1.ObjectMeta');
  return Object.entries(definitions[definition]?.properties ?? {}).filter(([field]) => {
    if (isMetadata) return writtenMetadata.has(field);
    return path.length > 0 || !notConfiguration.has(field);
  });
}

/** The objects that defaults are learned from. */
export function listVariants(seed: Seed, definitions: Definitions): readonly Json[] {
  const variants = listConfiguration(seed, definitions).flatMap((instance) =>
    fieldsOf(instance, definitions).flatMap(([field, schema]) => {
      if (instance.value[field] === undefined) return [];
      const path: Path = [...instance.path, field];
      const values = [undefined, ...wordsOf(schema), ...emptyObject(schema, definitions)];
      return values.map((value) => setAt(seed.object, path, value));
    }),
  );
  return [seed.object, ...variants];
}

/** The values that a field may have by its definition. */
export function wordsOf(schema: Schema): readonly string[] {
  return (schema.enum ?? []).filter((word) => word !== '');
}

function emptyObject(schema: Schema, definitions: Definitions): readonly Json[] {
  return objectName(schema, definitions) === undefined || mapValues(schema) ? [] : [{}];
}
