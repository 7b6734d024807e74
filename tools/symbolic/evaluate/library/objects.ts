// Functions of the library about objects.
import { compareStrings } from '../../../shared/order.ts';
import { call } from '../../build.ts';
import { type Literal, literal, type Node, type Site } from '../../tree.ts';
import { getIndex, hasField } from '../access.ts';
import { toNode } from '../finish.ts';
import { asObject, join } from '../join.ts';
import { isVisible, knownNames, lookup, splicesOf } from '../objects.ts';
import { attempt, force, type Lazy, ListValue, type Segment, type Value } from '../values.ts';
import { type NativeFunction, native } from './native.ts';

/**
 * Names of the fields in order: those that are known one by one, else as a list of the map's keys. Nobody checks the
 * object's asserts for its names.
 */
function fieldNames(value: Value, hidden: boolean, site: Site): ListValue {
  const object = asObject(value, site);
  const { guards } = object;
  if (splicesOf(object).length > 0) {
    const keys = call('keys', toNode(object));
    return new ListValue([{ kind: 'splice', of: keys }], guards);
  }
  const names = [...knownNames(object)].sort(compareStrings);
  const segments = names.flatMap((name): readonly Segment[] => {
    const present = hidden ? lookup(object, name).present : isVisible(object, name);
    return whenPresent(present, { kind: 'item', value: literal(name) });
  });
  return new ListValue(segments, guards);
}

function whenPresent(condition: Node, segment: Segment): readonly Segment[] {
  if (condition.kind === 'literal') return condition.value === true ? [segment] : [];
  return [{ kind: 'when', condition, segments: [segment], otherwise: [] }];
}

/** The default counts only where the field is not there. */
function get(args: readonly (Lazy | undefined)[], site: Site): Value {
  const [object, name] = args.slice(0, 2).map((arg) => force(arg as Lazy)) as [Value, Value];
  const [, , otherwise = literal(null), hidden = literal(true)] = args;
  const visibleOnly = (force(hidden) as Literal).value === false;
  const present = hasField(object, name, site, visibleOnly);
  if (present.kind === 'literal')
    return present.value === true ? getIndex(object, name, site) : force(otherwise);
  return join(
    present,
    attempt(() => getIndex(object, name, site)),
    attempt(() => force(otherwise)),
  );
}

const ofGet = ['o', 'f', 'default', 'inc_hidden'].map((name, at) => ({ name, optional: at > 1 }));

export const objectFunctions: Readonly<Record<string, NativeFunction>> = {
  objectFields: native(['o'], (site, object) => fieldNames(object as Value, false, site)),
  objectFieldsAll: native(['o'], (site, object) => fieldNames(object as Value, true, site)),
  objectHas: native(['o', 'f'], (site, object, name) => hasField(object as Value, name as Value, site, true)),
  objectHasAll: native(['o', 'f'], (site, object, name) => hasField(object as Value, name as Value, site)),
  get: { parameters: ofGet, call: get },
};
