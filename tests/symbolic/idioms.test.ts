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
