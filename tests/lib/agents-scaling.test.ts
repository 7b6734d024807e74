// How many pods of agents there are, how many stay, and who counts what they do: for both roles alike.
import { describe, expect, test } from 'vitest';
import {
  controllers,
  controlPlane,
  find,
  has,
  jsonnet,
  type Rendering,
  render,
  renderings,
} from './agents.ts';

type Fields = Readonly<Record<string, unknown>>;
interface Spec<T> {
  readonly spec: T;
}

describe('D7: both roles have budgets, policies and metrics', () => {
  const everywhere = {
    controllers: { enabled: true, podDisruptionBudget: { enabled: true, minAvailable: '50%' } },
    podDisruptionBudget: { enabled: true },
    networkPolicy: { enabled: true },
    metrics: { enabled: true, serviceMonitor: { enabled: true } },
  };

  test('each for its own pods', async () => {
    const objects = await render(everywhere);
    for (const [name, role] of [
      ['agents', controlPlane],
      ['agents-controllers', controllers],
    ] as const) {
      const { matchLabels } = role(objects).spec.selector;
      expect(find<Spec<Fields>>(objects, 'PodDisruptionBudget', name).spec.selector).toEqual({ matchLabels });
      expect(find<Spec<Fields>>(objects, 'NetworkPolicy', name).spec.podSelector).toEqual({ matchLabels });
      expect(find<Spec<Fields>>(objects, 'Service', `${name}-metrics`).spec.selector).toEqual(matchLabels);
    }
  });

  test('one monitor finds both Services', async () => {
    const objects = await render(everywhere);
    const { spec } = find<Spec<{ selector: { matchLabels: Fields } }>>(objects, 'ServiceMonitor');
    for (const name of ['agents-metrics', 'agents-controllers-metrics'])
      expect(find<{ metadata: Fields }>(objects, 'Service', name).metadata.labels).toMatchObject(
        spec.selector.matchLabels,
      );
    expect(find<{ metadata: { labels: Fields } }>(objects, 'Service').metadata.labels).not.toMatchObject(
      spec.selector.matchLabels,
    );
  });

  test('the dashboard asks for what the image measures, under either prefix', async () => {
    const { data } = find<{ data: Readonly<Record<string, string>> }>(
      await render({ metrics: { dashboard: { enabled: true } } }),
      'ConfigMap',
      'agents-dashboard',
    );
    const { panels } = JSON.parse(data['agents.json'] ?? '') as {
      readonly panels: readonly { readonly targets: readonly [{ readonly expr: string }] }[];
    };
    const [up, ...others] = panels.map(({ targets: [{ expr }] }) => expr);
    expect(up).toMatch(/^up\{/);
    expect(others).toHaveLength(5);
    for (const expr of others) expect(expr).toMatch(/__name__=~"jangar_\w+\|agents_\w+", namespace=/);
  });

  test.each([
    [{}, { maxUnavailable: 1 }],
    [{ maxUnavailable: '25%' }, { maxUnavailable: '25%' }],
    [{ maxUnavailable: 2 }, { maxUnavailable: 2 }],
    [{ minAvailable: 0 }, { minAvailable: 0 }],
    [{ minAvailable: 2 }, { minAvailable: 2 }],
    [{ minAvailable: '50%' }, { minAvailable: '50%' }],
  ])('a budget of %j says %j', async (given, expected) => {
    for (const rendering of renderings) {
      const podDisruptionBudget = { enabled: true, ...given };
      const objects = await rendering.render({ replicaCount: 3, podDisruptionBudget });
      const { selector: _, ...limits } = find<Spec<Fields>>(objects, 'PodDisruptionBudget').spec;
      expect(limits).toEqual(expected);
    }
  });

  const autoscaling = { enabled: true, minReplicas: 1 };
  const minAvailable = [1, 2, '50%', '100%'];

  test.each(minAvailable)('of one pod alone, %j must stay: it may be evicted all the same', async (least) => {
    const podDisruptionBudget = { enabled: true, minAvailable: least };
    for (const own of [{}, { replicaCount: 3, autoscaling }])
      for (const rendering of renderings) {
        const objects = await rendering.render({
          ...own,
          podDisruptionBudget,
          controllers: { enabled: true, ...own, podDisruptionBudget },
        });
        for (const name of ['agents', 'agents-controllers']) {
          const { selector: _, ...limits } = find<Spec<Fields>>(objects, 'PodDisruptionBudget', name).spec;
          expect(limits).toEqual({ maxUnavailable: 1 });
        }
      }
  });

  test.each([2, 3, '51%', '100%'])('a budget that keeps %j of 2 pods is refused', async (least) => {
    const own = { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: least } };
    const scaled = { ...own, replicaCount: 5, autoscaling: { enabled: true, minReplicas: 2 } };
    for (const rendering of renderings)
      for (const values of [own, scaled, { ...own, replicaCount: 5, controlPlane: { replicaCount: 2 } }]) {
        const sentence =
          'podDisruptionBudget.minAvailable: while there are no more pods than that (shares are rounded up), none may go';
        expect(await rendering.refuse(values)).toContain(sentence);
        if ('controlPlane' in values) continue;
        const controllers = { enabled: true, ...values };
        expect(await rendering.refuse({ controllers })).toContain(`controllers.${sentence}`);
      }
  });

  test.each(['101%', '150%', '999%', '1000%', '%'])('%j is no share, says the schema', async (share) => {
    for (const rendering of renderings.filter(({ name }) => name !== jsonnet.name))
      for (const limit of ['minAvailable', 'maxUnavailable'])
        expect(await rendering.refuse({ podDisruptionBudget: { enabled: true, [limit]: share } })).toContain(
          limit,
        );
  });

  test('a budget cannot have both limits', async () => {
    const budget = { enabled: true, minAvailable: 1, maxUnavailable: 1 };
    for (const rendering of renderings) {
      expect(await rendering.refuse({ podDisruptionBudget: budget })).toMatch(
        /^podDisruptionBudget: .*not both/,
      );
      const controllers = { enabled: true, podDisruptionBudget: budget };
      expect(await rendering.refuse({ controllers })).toMatch(/^controllers\.podDisruptionBudget: /);
    }
  });
});

test("how controllers would scale is nobody's business where there are none", async () => {
  const podDisruptionBudget = { enabled: true, minAvailable: 1, maxUnavailable: 1 };
  const autoscaling = { enabled: true, minReplicas: 5, maxReplicas: 2, targetCPUUtilizationPercentage: 0 };
  for (const rendering of renderings) {
    const objects = await rendering.render({ controllers: { podDisruptionBudget, autoscaling } });
    expect(has(objects, 'Deployment', 'agents-controllers')).toBe(false);
  }
});

describe('D14: an autoscaler looks at what it is told to', () => {
  const metricsOf = async (rendering: Rendering, autoscaling: object) => {
    const objects = await rendering.render({
      autoscaling: { enabled: true, ...autoscaling },
      controllers: { enabled: true, autoscaling: { enabled: true, ...autoscaling } },
    });
    const found = ['agents', 'agents-controllers'].map(
      (name) =>
        find<Spec<{ metrics: readonly { resource: Fields }[] }>>(objects, 'HorizontalPodAutoscaler', name)
          .spec,
    );
    for (const role of [controlPlane, controllers]) expect(role(objects).spec).not.toHaveProperty('replicas');
    return found.map(({ metrics }) => metrics.map(({ resource }) => resource));
  };
  const cpu = { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } };
  const memory = { name: 'memory', target: { type: 'Utilization', averageUtilization: 70 } };

  test.each([
    [{}, [cpu]],
    [{ targetMemoryUtilizationPercentage: 70 }, [cpu, memory]],
    [{ targetCPUUtilizationPercentage: 0, targetMemoryUtilizationPercentage: 70 }, [memory]],
  ])('%j', async (autoscaling, expected) => {
    for (const rendering of renderings)
      expect(await metricsOf(rendering, autoscaling)).toEqual([expected, expected]);
  });

  test('and is refused where it looks at nothing, or has no room', async () => {
    for (const path of ['', 'controllers.']) {
      const put = (autoscaling: object) =>
        path === '' ? { autoscaling } : { controllers: { enabled: true, autoscaling } };
      for (const rendering of renderings) {
        expect(await rendering.refuse(put({ enabled: true, targetCPUUtilizationPercentage: 0 }))).toMatch(
          new RegExp(`^${path}autoscaling: nothing says when to scale`),
        );
        expect(await rendering.refuse(put({ enabled: true, minReplicas: 5 }))).toMatch(
          new RegExp(`^${path}autoscaling\\.maxReplicas: `),
        );
      }
    }
  });
});
