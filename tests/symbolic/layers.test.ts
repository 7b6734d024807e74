// Objects whose layers are conditional, several times over: what is inherited is what stands below in the same case.
import { describe, expect, it } from 'vitest';
import { applicationOf, compareEvaluations } from './twice.ts';

const flag = { type: 'boolean', default: true } as const;

const onceMore: readonly string[] = [
  `{ data: { c: { x: 1 } } }
   + (if values.g then { data+: { c+: { z: 3 } } } else { data+: { c: { only: true } } })
   + (if values.f then { data+: { d: 2 } } else {})`,
  `{ data: { a: '1' } }
   + (if values.f then { data+: { a: super.a + '!' } } else {})
   + (if values.g then { data+: { z: 3 } } else { data+: { c: 1 } })`,
  `{ data: { a: '1', b: self.a + '-' } }
   + (if values.f then { data+: { a: super.a + '!' } } else {})
   + (if values.f && values.g then { data+: { a: 'both', b: 'last ' + super.b } } else {})`,
];

describe('a nested object that is added to under one condition, and then under another', () => {
  it.each(onceMore)('inherits what is below it in each case: %s', (expression) => {
    const application = applicationOf({ f: flag, g: flag }, expression);
    expect(compareEvaluations(application, 40, 1).disagreement).toBeUndefined();
  });
});
