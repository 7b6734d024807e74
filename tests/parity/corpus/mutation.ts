// One way to change a release, what must then be said about it, and how it is applied.
import type { Manifest } from '../../../tools/manifests/manifest.ts';
import type { RiskId } from '../../../tools/parity/model.ts';
import type { Random } from '../../../tools/shared/random.ts';
import { copyObjects, finishObjects, nameOf, textAt } from './draft.ts';
import type { Place, Selector } from './places.ts';

/** `dangerous`: means something else; `restart`: means the same, and pods are replaced; `harmless`: neither. */
export type MutationKind = 'dangerous' | 'restart' | 'harmless';

export interface Expectation {
  /** One of these must be among the findings. Empty: there need be no finding. */
  readonly risks: readonly RiskId[];
  /** No finding may be higher than this. */
  readonly highest: RiskId;
  /** Whether the API server refuses the changed object; unset where it depends. */
  readonly refused?: boolean;
  /** Whether the pods of the changed object are replaced; unset where it depends, or where it is no workload. */
  readonly rolls?: boolean;
}

export interface Mutation {
  readonly id: string;
  readonly kind: MutationKind;
  /** What is done, as a statement. */
  readonly sentence: string;
  readonly expect: Expectation;
  /** How many places of the release it can be applied at. */
  count(release: ReleaseContent): number;
  /** The change at one of those places. */
  change(release: ReleaseContent, index: number, random: Random): Change;
}

/** What mutations are applied to. */
export interface ReleaseContent {
  readonly objects: readonly Manifest[];
  readonly release: string;
  readonly namespace: string;
}

/** Two sides that differ in one thing. */
export interface Change {
  /** `Deployment/web containers[app].env[TZ]` */
  readonly where: string;
  /** The changed object as it is called in the candidate; none where it concerns all of them. */
  readonly object?: { readonly kind: string; readonly name: string };
  /** The release itself, or what had to be made of it before the mutation applies. */
  readonly baseline: readonly Manifest[];
  readonly candidate: readonly Manifest[];
  /** The candidate's text, where the mutation is one of the text. */
  readonly text?: string;
}

interface Definition {
  readonly id: string;
  readonly sentence: string;
  readonly places: Selector;
  /** Makes the baseline a release that the edit applies to. */
  readonly prepare?: (place: Place) => void;
  readonly edit: (place: Place, random: Random) => void;
}

interface DangerousDefinition extends Definition {
  readonly risks: readonly RiskId[];
  /** When not given: the highest of `risks`. */
  readonly highest?: RiskId;
  readonly refused?: boolean;
  readonly rolls?: boolean;
}

/** A change that matters. Where pods are replaced, that is a finding too (R4). */
export function dangerous(definition: DangerousDefinition): Mutation {
  const { risks, rolls } = definition;
  const refused = definition.refused ?? (risks.includes('R1') ? onlyOne(risks) : false);
  const [highest = 'R9'] = [
    definition.highest ?? ([...risks].sort()[0] as RiskId),
    ...(rolls ? ['R4' as const] : []),
  ].sort();
  const expect = {
    ...{ risks, highest },
    ...(refused === undefined ? {} : { refused }),
    ...(rolls === undefined ? {} : { rolls }),
  };
  return { kind: 'dangerous', expect, ...describe(definition) };
}

/** A dangerous change of a pod template. */
export function dangerousInPod(definition: Omit<DangerousDefinition, 'rolls'>): Mutation {
  return dangerous({ ...definition, rolls: true });
}

/** A change of a pod template that means the same and is stored in another way. */
export function restarting(definition: Definition): Mutation {
  const expect = { risks: [], highest: 'R4', refused: false, rolls: true } as const;
  return { kind: 'restart', expect, ...describe(definition) };
}

/** A change that means the same and replaces nothing. */
export function harmless(definition: Definition): Mutation {
  return { kind: 'harmless', expect: harmlessly, ...describe(definition) };
}

export const harmlessly: Expectation = { risks: [], highest: 'R9', refused: false, rolls: false };

/** R1 alone says that it is refused; beside others it says that it may be. */
function onlyOne(risks: readonly RiskId[]): true | undefined {
  return risks.length === 1 ? true : undefined;
}

function describe(definition: Definition): Pick<Mutation, 'id' | 'sentence' | 'count' | 'change'> {
  const { id, sentence, places, prepare, edit } = definition;
  return {
    ...{ id, sentence },
    count: ({ objects }) => places(copyObjects(objects)).length,
    change: ({ objects }, index, random) => {
      const before = copyObjects(objects);
      const after = copyObjects(objects);
      const [old, place] = [before, after].map((drafts) => places(drafts)[index]) as [Place, Place];
      prepare?.(old);
      prepare?.(place);
      edit(place, random);
      const object = { kind: textAt(place.object, 'kind'), name: nameOf(place.object) };
      return {
        ...{ where: place.where, object },
        baseline: prepare ? finishObjects(before) : objects,
        candidate: finishObjects(after),
      };
    },
  };
}

/** The mutation at a place that chance chooses; undefined where there is none. */
export function applyMutation(
  mutation: Mutation,
  release: ReleaseContent,
  random: Random,
): Change | undefined {
  const count = mutation.count(release);
  return count === 0 ? undefined : mutation.change(release, random.below(count), random);
}

/** The mutation at up to so many different places that chance chooses. */
export function applyAtPlaces(
  mutation: Mutation,
  release: ReleaseContent,
  { random, limit }: { readonly random: Random; readonly limit: number },
): readonly Change[] {
  const indices = Array.from({ length: mutation.count(release) }, (_, index) => index);
  const chosen = random.shuffle(indices).slice(0, limit);
  return chosen.map((index) => mutation.change(release, index, random));
}
