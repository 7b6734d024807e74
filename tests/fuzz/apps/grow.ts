// Grows an expression of a wanted type: by one of the forms of that type, or a leaf where it is deep enough.
import { booleanForms } from './booleans.ts';
import { code, type Expression } from './code.ts';
import { commonForms, type Producer } from './common.ts';
import { listForms } from './lists.ts';
import { literalOf, structLiteral } from './literals.ts';
import { mapForms } from './maps.ts';
import { integerForms } from './numbers.ts';
import { deeper, type Place, pickFitting } from './place.ts';
import { recordForms } from './records.ts';
import { textForms } from './texts.ts';
import { fits, type Type } from './types.ts';

type Forms = readonly (readonly [number, Producer])[];

const structForms: Forms = [
  [3, (place, wanted) => (wanted.kind === 'struct' ? structLiteral(place, wanted, grow) : undefined)],
];

/** Each form only ever gets types of its own kind. */
const ownForms: Readonly<Partial<Record<Type['kind'], Forms>>> = {
  text: textForms as Forms,
  integer: integerForms as Forms,
  boolean: booleanForms,
  list: listForms as Forms,
  map: mapForms as Forms,
  record: recordForms as Forms,
  struct: structForms,
};

const attempts = 6;

export function grow(place: Place, wanted: Type): Expression {
  const { random } = place;
  if (place.depth <= 0 || random.chance(0.1)) return leaf(place, wanted);
  const own = ownForms[wanted.kind] ?? [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    const form = pickWeighted(random.next(), random.chance(0.45) ? commonForms : own);
    const made = form?.(deeper(place), wanted);
    if (made && fits(made.type, wanted)) return made;
  }
  return leaf(place, wanted);
}

function leaf(place: Place, wanted: Type): Expression {
  const found = place.random.chance(0.7) ? pickFitting(place, wanted) : undefined;
  return found ? code(found.type)`${found.text}` : literalOf({ ...place, depth: 0 }, wanted);
}

function pickWeighted(at: number, forms: Forms): Producer | undefined {
  let left = at * forms.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, form] of forms) {
    left -= weight;
    if (left < 0) return form;
  }
  return undefined;
}
