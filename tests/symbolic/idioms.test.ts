// Idioms of Jsonnet that people write: with unknown values they mean what they mean with known ones.
import { describe, expect, it } from 'vitest';
import { count, flag, idioms, map, text } from './idioms.ts';
import { applicationOf, compareEvaluations } from './twice.ts';

const libraries = {
  'mixins.libsonnet': `{
    prefix:: 'p-',
    named(name):: { metadata+: { name: $.prefix + name } },
    withLabels(labels):: { metadata+: { labels+: labels } },
    withReplicas(count):: { spec+: { replicas: count } },
  }`,
};

describe('mixins of an imported library', () => {
  it('are late bound', () => {
    const expression = `(mixins + { prefix:: 'q-' }).named(values.text)
      + mixins.withLabels(values.map)
      + (if values.flag then mixins.withLabels({ extra: 'yes' }) + mixins.withReplicas(values.count) else {})
      + { spec+: { [if values.count > 2 then 'many']: true } }`;
    const application = applicationOf(
      { text, map, flag, count },
      expression,
      "local mixins = import 'mixins.libsonnet';",
    );
    expect(compareEvaluations({ ...application, files: libraries }, 150, 1).disagreement).toBeUndefined();
  });
});

describe('with unknown values and with known ones, the same comes out of', () => {
  it.each(idioms)('%s', (_, properties, expression) => {
    const application = applicationOf(properties, expression);
    expect(compareEvaluations(application, 150, 1).disagreement).toBeUndefined();
  });
});

describe('names that a loop makes of the keys of a map and their numbers', () => {
  it('may be the same', () => {
    const keys = ['0', '1a', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'a'];
    const numbered = { ...map, default: Object.fromEntries(keys.map((key) => [key, 'x'])) };
    const expression =
      "{ [x]: 1 for x in std.mapWithIndex(function(i, k) '' + i + k, std.objectFields(values.numbered)) }";
    const compared = compareEvaluations(applicationOf({ numbered }, expression), 1, 1);
    expect(compared).toEqual({ cases: 1, refused: 1 });
  });
});
