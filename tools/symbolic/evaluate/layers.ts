// Layers of objects that come from unknown structures, and from data.
import { call } from '../build.ts';
import { field, literal, type Node, yes } from '../tree.ts';
import { memberOf, type ObjectType } from '../types.ts';
import type { FieldDefinition, Layer } from './values.ts';

/** All that an unknown object has. Where its type names all fields, they become fields of the layer. */
export function layerOfNode(of: Node): Layer {
  const type = memberOf(of.type, 'object') as ObjectType;
  if (type.rest || of.kind === 'object') return { condition: yes(), fields: [], splice: of };
  const fields = [...type.fields].map(
    ([name, known]): FieldDefinition => ({
      name,
      condition: call('has', of, literal(name)),
      visibility: ':',
      make: () => field(of, name, known.type),
    }),
  );
  return { condition: yes(), fields };
}

/** The same layer, there only where `condition` holds too. */
export function layerUnder(condition: Node, layer: Layer): Layer {
  return { ...layer, condition: call('and', condition, layer.condition) };
}
