// From an environment to its changes and what they risk.
import type { Manifest } from '../../manifests/manifest.ts';
import { type Assessment, assess, noRisk } from '../assess.ts';
import { keyOf } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import type { Live } from '../client/live.ts';
import { placeManifest } from '../inventory/owner.ts';
import type { Change } from './change.ts';
import { type Pair, toChange } from './clean.ts';
import { look } from './search.ts';
import type { PlanRequest } from './strategy.ts';

export interface Plan {
  readonly changes: readonly Change[];
  readonly assessment: Assessment;
  readonly live: Live;
  /** Whether the cluster has none of the objects yet. */
  readonly isFirst: boolean;
  /** What the cluster cannot be asked about before the rest is there. */
  readonly soon: readonly Manifest[];
}

/** Fails with ToolError `kind-unknown`, and those of kubectl. */
export async function planChanges(kubectl: Kubectl, request: PlanRequest): Promise<Plan> {
  const { objects, orphans = [], isServerSide, strategy } = request;
  const { live, soon, ...found } = await look(kubectl, request);
  const pairs: readonly Pair[] = [
    ...found.pairs,
    ...soon.map((after) => ({ after })),
    ...orphans.map((before) => ({ before })),
  ];
  const changes = pairs.flatMap((pair) => toChange(pair) ?? []);
  const changing = new Set(changes.map(keyOfChange));
  const isSettled = (object: Manifest): boolean =>
    found.isTried && !keysOf(object, live).some((key) => changing.has(key));
  const judged = { live, objects, isSettled, orphans, isServerSide };
  const assessment = changes.length > 0 || strategy === 'none' ? assess(judged) : noRisk;
  return {
    changes,
    live,
    soon,
    isFirst: live.count === 0,
    assessment: found.isTried ? withoutRefusals(assessment) : assessment,
  };
}

/** What a change of the object may be called: one that is new has the namespace that kubectl gives it, or none. */
function keysOf(object: Manifest, live: Live): readonly string[] {
  const found = live.find(object);
  return found ? [keyOf(found)] : [keyOf(placeManifest(object, live.namespace)), keyOf(object, '')];
}

function keyOfChange({ before, after }: Change): string {
  return keyOf(before ?? after ?? {});
}

/** What the API server has tried and accepted is not refused, whatever was predicted. */
function withoutRefusals({ findings, restarts }: Assessment): Assessment {
  return { findings: findings.filter(({ risk }) => risk !== 'R1'), restarts, refused: [] };
}
