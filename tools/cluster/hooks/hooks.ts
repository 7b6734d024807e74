// Hooks of an environment: objects that wait for an event instead of being part of what is applied.
import { kindNameOf, type Manifest, nameOf } from '../../manifests/manifest.ts';
import { sortManifests } from '../../manifests/order.ts';
import { compareStrings } from '../../shared/order.ts';
import { type HookEvent, type HookPolicy, readOccasion, readPolicies, readWeight } from './annotations.ts';

export interface Hook {
  readonly manifest: Manifest;
  readonly events: readonly HookEvent[];
  readonly weight: number;
  readonly policies: readonly HookPolicy[];
}

/** A moment in which an environment runs hooks. */
export type Phase = 'pre-apply' | 'post-apply' | 'pre-delete' | 'post-delete';

export interface SplitManifests {
  /** What is applied, in its order. */
  readonly objects: readonly Manifest[];
  readonly hooks: readonly Hook[];
}

/**
 * Tells hooks from what is applied. Those of `helm test` are in neither list: an environment never runs them.
 * Fails with ToolError `hook-annotation`.
 */
export function splitHooks(manifests: readonly Manifest[]): SplitManifests {
  const objects: Manifest[] = [];
  const hooks: Hook[] = [];
  for (const manifest of manifests) {
    const { events, isTest } = readOccasion(manifest);
    if (events.length > 0) {
      hooks.push({ manifest, events, weight: readWeight(manifest), policies: readPolicies(manifest) });
    } else if (!isTest) objects.push(manifest);
  }
  return { objects, hooks };
}

/** Those that run in a phase, in the order of Helm: by weight, then by name, and by kind only where names are equal. */
export function hooksOf(hooks: readonly Hook[], phase: Phase, isFirst: boolean): readonly Hook[] {
  const event = eventOf(phase, isFirst);
  const ranks = new Map(sortManifests(hooks.map(({ manifest }) => manifest)).map((one, rank) => [one, rank]));
  const rankOf = ({ manifest }: Hook): number => ranks.get(manifest) ?? 0;
  return hooks
    .filter(({ events }) => events.includes(event))
    .sort(
      (a, b) =>
        a.weight - b.weight ||
        compareStrings(nameOf(a.manifest), nameOf(b.manifest)) ||
        rankOf(a) - rankOf(b),
    );
}

/** Those that an apply runs, in their order. */
export function upcomingHooks(hooks: readonly Hook[], isFirst: boolean): readonly Hook[] {
  return [...hooksOf(hooks, 'pre-apply', isFirst), ...hooksOf(hooks, 'post-apply', isFirst)];
}

function eventOf(phase: Phase, isFirst: boolean): HookEvent {
  switch (phase) {
    case 'pre-apply':
      return isFirst ? 'pre-install' : 'pre-upgrade';
    case 'post-apply':
      return isFirst ? 'post-install' : 'post-upgrade';
    default:
      return phase;
  }
}

/** `pre-install,pre-upgrade weight -5  Job/migrate` */
export function describeHook({ manifest, events, weight }: Hook): string {
  return `${events.join(',')} weight ${weight}  ${kindNameOf(manifest)}`;
}
