// The proof asks the templates which branches a case takes, and which guards it violates.
import { describe, expect, it } from 'vitest';
import type { Inputs } from '../../../tools/chart/insight.ts';
import { compileTrees } from '../../../tools/chart/templates/files.ts';
import { createInsight } from '../../../tools/chart/templates/insight.ts';
import { createRelease } from '../../../tools/chart/twin.ts';
import { coalesceValues, defaultsOf } from '../../../tools/schema/defaults.ts';
import type { JsonObject } from '../../../tools/shared/json.ts';
import { call, choose } from '../../../tools/symbolic/build.ts';
import { field, growTree, input, literal, type Node } from '../../../tools/symbolic/tree.ts';
import { integer } from '../../../tools/symbolic/types.ts';
import { evaluateFixture, readFixture } from './fixture.ts';

const fixture = readFixture('shapes');
const { insight } = evaluateFixture(fixture, (trees) => {
  const { branches } = compileTrees(trees, { chartName: fixture.name });
  return { insight: createInsight({ branches, guards: trees.guards, chart: fixture.chart }) };
});

function inputsOf(values: JsonObject): Inputs {
  return {
    values: coalesceValues(defaultsOf(fixture.schema), values),
    release: createRelease({ name: 'r', namespace: 'n' }),
    capabilities: { kubeVersion: 'v1.35.0', apiVersions: [] },
  };
}

function taken(values: JsonObject): ReadonlySet<string> {
  return insight.branches?.taken(inputsOf(values)) ?? new Set();
}

describe('branches', () => {
  const service = 'templates/service.yaml if .Values.public';
  const owner = 'templates/loops.yaml if hasKey . "owner"';
  const members = 'templates/loops.yaml range $group.members';

  it('of a manifest are taken when it is rendered', () => {
    expect(taken({ public: true })).toContain(`${service} true`);
    expect(taken({ public: false })).toContain(`${service} false`);
    expect(taken({ public: true })).not.toContain(`${service} false`);
  });

  it('inside of a loop are taken by some items, and by others not', () => {
    const groups = [
      { name: 'a', open: true, members: ['x'], owner: 'o' },
      { name: 'b', open: true, members: ['x'] },
    ];
    expect(taken({ groups })).toContain(`${owner} true`);
    expect(taken({ groups })).toContain(`${owner} false`);
    expect(taken({ groups: groups.slice(0, 1) })).not.toContain(`${owner} false`);
  });

  it('inside of a loop without items are not reached', () => {
    expect(taken({ groups: [] })).not.toContain(`${members} with none`);
    expect(taken({})).toContain(`${members} with items`);
  });

  it('that are taken are known', () => {
    const all = new Set(insight.branches?.all.map(({ id }) => id));
    const values = { public: true, tls: true, mode: 'node', team: 't', scalar: true, extra: ['x'] };
    expect([...taken(values)].filter((id) => !all.has(id))).toEqual([]);
    expect(all.size).toBeGreaterThan(40);
  });
});

describe('guards', () => {
  const violated = (values: JsonObject) => insight.guards?.violated(inputsOf(values)) ?? [];

  it('are violated with their sentence', () => {
    expect(violated({})).toEqual([]);
    const limits = { min: 5, max: 4 };
    expect(violated({ limits }).map(({ sentence }) => sentence)).toEqual(['limits: max 4 is below min 5']);
  });

  it('each have a name, the same that they are violated under', () => {
    const ids = insight.guards?.all.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    const groups = [{ name: 'a', open: true, members: [] }];
    expect(ids).toContain(violated({ groups })[0]?.id);
  });
});

describe('guards that compare', () => {
  it('tell what they compare values with, also where it is computed', () => {
    const { compared } = growTree(1_000, () => {
      const values = input('values', { kind: 'any' });
      const text = (name: string): Node => field(values, name, { kind: 'string' });
      const condition = call('equals', call('concat', text('name'), literal('-web')), text('host'));
      const guards = [{ path: [], condition, message: literal('host: is taken') }];
      return createInsight({ branches: [], guards, chart: {} });
    });
    const goals = compared?.({ ...inputsOf({}), values: { name: 'shop', host: '' } });
    expect(goals).toEqual([[{ path: ['host'], value: 'shop-web' }]]);
  });

  it('tell it of both sides of a default', () => {
    const { compared } = growTree(1_000, () => {
      const values = input('values', { kind: 'any' });
      const own = field(values, 'own', { kind: 'string' });
      const name = choose(call('equals', own, literal('')), literal('made'), own);
      const condition = call('equals', name, field(values, 'other', { kind: 'string' }));
      return createInsight({
        branches: [],
        guards: [{ path: [], condition, message: literal('both') }],
        chart: {},
      });
    });
    expect(compared?.({ ...inputsOf({}), values: { own: '', other: 'other' } })).toEqual([
      [
        { path: ['own'], value: 'other' },
        { path: ['other'], value: 'made' },
      ],
    ]);
  });

  it('tell each once, however often they ask for it', () => {
    const { compared } = growTree(1_000, () => {
      const values = input('values', { kind: 'any' });
      const isTaken = call('equals', field(values, 'host', { kind: 'string' }), literal('taken'));
      let sum: Node = choose(isTaken, field(values, 'count', integer(0, 9)), literal(1));
      for (let depth = 0; depth < 4; depth++) sum = call('add', sum, sum);
      const guards = [{ path: [], condition: call('less', sum, literal(9)), message: literal('too few') }];
      return createInsight({ branches: [], guards, chart: {} });
    });
    expect(compared?.(inputsOf({}))).toEqual([[{ path: ['host'], value: 'taken' }]]);
  });

  it('tell the texts that they compare values with', () => {
    const roles = readFixture('roles');
    const { compared } = evaluateFixture(roles, (trees) =>
      createInsight({ branches: [], guards: trees.guards, chart: roles.chart }),
    );
    expect(compared?.(inputsOf({}))).toEqual([[{ path: ['host'], value: 'nowhere' }]]);
  });
});
