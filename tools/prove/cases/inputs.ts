// What a case says beside its values: the release and the cluster, pinned for both sides.
import semver from 'semver';
import { createRelease, type TwinRequest } from '../../chart/twin.ts';
import type { Random } from '../../shared/random.ts';

/** Allowed names that YAML takes for something else. */
const names: readonly string[] = ['shop', 'true', '012', '1e3', 'on', 'null', 'a.b', '0x1f', 'x'.repeat(53)];
const namespaces: readonly string[] = ['default', 'team-a', 'no', '123', 'n'];
const versions: readonly string[] = ['v1.35.0', 'v1.31.4', 'v1.29.10', 'v1.33.1-rc.0', 'v1.27.3'];

/** API versions that no cluster has by itself; Helm offline says that all built-in ones are there. */
const commonApis: readonly string[] = [
  'gateway.networking.k8s.io/v1',
  'gateway.networking.k8s.io/v1/HTTPRoute',
  'monitoring.coreos.com/v1',
  'monitoring.coreos.com/v1/ServiceMonitor',
  'cert-manager.io/v1',
];

export interface InputChoices {
  readonly app: string;
  /** The chart's `kubeVersion`, which Helm enforces. */
  readonly kubeVersion?: string | undefined;
  /** The application's source: texts in it that look like API versions are given, too. */
  readonly source: string;
}

export interface InputSource {
  /** The plainest inputs. */
  readonly plain: Omit<TwinRequest, 'values'>;
  readonly draw: (random: Random) => Omit<TwinRequest, 'values'>;
}

export function createInputs({ app, kubeVersion, source }: InputChoices): InputSource {
  const mentioned = [...source.matchAll(/['"]([a-z][a-z0-9.-]*\.[a-z0-9.-]+\/v\d\w*(?:\/\w+)?)['"]/g)];
  const apis = [...new Set([...mentioned.map((match) => match[1] as string), ...commonApis])];
  const fitting = versions.filter(
    (version) => kubeVersion === undefined || semver.satisfies(version, kubeVersion),
  );
  const usable = fitting.length > 0 ? fitting : versions.slice(0, 1);
  return {
    plain: {
      release: createRelease({ name: app, namespace: 'default' }),
      capabilities: { kubeVersion: usable[0] as string, apiVersions: [] },
    },
    draw: (random) => ({
      release: createRelease({
        name: random.chance(0.4) ? app : random.pick(names),
        namespace: random.pick(namespaces),
        isUpgrade: random.chance(0.3),
      }),
      capabilities: {
        kubeVersion: random.pick(usable),
        apiVersions: random.chance(0.5) ? [] : apis.filter(() => random.chance(0.5)),
      },
    }),
  };
}
