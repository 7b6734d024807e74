// How many pods of agents there are, how many stay, and who counts what they do: for both roles alike.
import { describe, expect, test } from 'vitest';
import { controllers, controlPlane, find, type Rendering, render, renderings } from './agents.ts';

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

  test.each([
    [{}, { maxUnavailable: 1 }],
    [{ maxUnavailable: '25%' }, { maxUnavailable: '25%' }],
    [{ maxUnavailable: 0 }, { maxUnavailable: 0 }],
    [{ minAvailable: 0 }, { minAvailable: 0 }],
    [{ minAvailable: '50%' }, { minAvailable: '50%' }],
  ])('a budget of %j says %j', async (given, expected) => {
    for (const rendering of renderings) {
      const objects = await rendering.render({ podDisruptionBudget: { enabled: true, ...given } });
      const { selector: _, ...limits } = find<Spec<Fields>>(objects, 'PodDisruptionBudget').spec;
      expect(limits).toEqual(expected);
    }
  });

  test('a budget cannot have both limits', async () => {
    const budget = { enabled: true, minAvailable: 1, maxUnavailable: 1 };
    for (const rendering of renderings) {
      expect(await rendering.refuse({ podDisruptionBudget: budget })).toMatch(
        /^podDisruptionBudget: .*not both/,
      );
      expect(await rendering.refuse({ controllers: { podDisruptionBudget: budget } })).toMatch(
        /^controllers\.podDisruptionBudget: /,
      );
    }
  });
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
