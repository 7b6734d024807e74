// What both sides know about each other before their objects are compared.
import { type Manifest, nameOf, namespaceOf } from '../manifests/manifest.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { type Bundle, mergeBundles } from '../validate/bundle.ts';
import {
  type CustomResourceDefinition,
  convertDefinitions,
  isCustomResourceDefinition,
} from '../validate/crd.ts';
import { readBundle } from '../validate/schemas.ts';
import { analysePair, type Contexts } from './compare/analyse.ts';
import { createGraph, type Graph } from './graph/graph.ts';
import type { Reference } from './graph/references.ts';
import type { Server } from './normalise/stored.ts';
import { isComplete, isSame, type Pair } from './pair/pair.ts';
import type { Prepared } from './pair/prepare.ts';
import { readBehaviour } from './schema/behaviour.ts';
import type { Place } from './schema/place.ts';
import { createTypes } from './schema/types.ts';

const bundles = new Map<string, Bundle>();

/**
 * Definitions among the objects make their kinds known. Fails with ToolError `kubernetes-version`, and with
 * `manifest-malformed` for a definition that cannot be read.
 */
export function createServer(version: string, objects: readonly Prepared[]): Server {
  const bundle = bundles.get(version) ?? readBundle(version);
  bundles.set(version, bundle);
  const definitions = objects.map(({ manifest }) => manifest as unknown).filter(isCustomResourceDefinition);
  const further = definitions.map((definition) => withoutBuiltIn(convert(definition), bundle));
  const minor = /\d+\.\d+/.exec(version)?.[0] ?? version;
  return { types: createTypes(mergeBundles([bundle, ...further])), behaviour: readBehaviour(minor) };
}

function convert(definition: CustomResourceDefinition): Bundle {
  try {
    return convertDefinitions([definition]);
  } catch {
    const resource = `CustomResourceDefinition/${nameOf(definition as unknown as Manifest)}`;
    throw new ToolError('manifest-malformed', { resource, problem: 'its schema cannot be read' });
  }
}

/** What is built in cannot be defined anew. */
function withoutBuiltIn({ definitions, kinds }: Bundle, bundle: Bundle): Bundle {
  const own = Object.entries(kinds).filter(([kind]) => !bundle.kinds[kind]?.startsWith('io.k8s.'));
  return { definitions, kinds: Object.fromEntries(own) };
}

interface Inputs {
  readonly left: readonly Prepared[];
  readonly right: readonly Prepared[];
  readonly pairs: readonly Pair[];
  readonly server: Server;
  readonly isVolatile: (object: Manifest, place: Place) => boolean;
  readonly effectiveEnv: boolean;
}

export interface World {
  readonly baseline: Graph;
  readonly candidate: Graph;
  readonly contexts: Contexts;
}

export function createWorld({ left, right, pairs, server, isVolatile, effectiveEnv }: Inputs): World {
  const [baseline, candidate] = [left, right].map((side) =>
    createGraph(side.map(({ manifest }) => manifest)),
  ) as [Graph, Graph];
  const names = new Map(
    pairs
      .filter(({ isRename }) => isRename)
      .map(({ baseline, candidate }) => [
        keyOf(baseline as Prepared),
        nameOf((candidate as Prepared).manifest),
      ]),
  );
  // What is referred to may live outside of namespaces.
  const rename = ({ kind, namespace, name }: Reference): string =>
    names.get(`${kind}/${namespace}/${name}`) ?? names.get(`${kind}//${name}`) ?? name;
  const common = {
    server,
    selected: new Set([...baseline.selected, ...candidate.selected]),
    isVolatile,
    effectiveEnv,
  };
  const contexts = (configEqual: boolean): Contexts => ({
    baseline: { ...common, configEqual, graph: baseline, rename },
    candidate: { ...common, configEqual, graph: candidate, rename: ({ name }) => name },
  });
  return { baseline, candidate, contexts: contexts(isConfigEqual(pairs, contexts(false))) };
}

function keyOf({ manifest }: Prepared): string {
  return `${manifest.kind}/${namespaceOf(manifest)}/${nameOf(manifest)}`;
}

/** Whether there are ConfigMaps and Secrets, and all of them hold the same on both sides. */
function isConfigEqual(pairs: readonly Pair[], contexts: Contexts): boolean {
  const isConfig = ({ baseline, candidate }: Pair): boolean =>
    /^(?:ConfigMap|Secret)$/.test((candidate ?? baseline)?.manifest.kind ?? '');
  const configs = pairs.filter(isConfig);
  return (
    configs.length > 0 &&
    configs.every((pair) => {
      if (!isComplete(pair)) return false;
      return (
        isSame(pair) ||
        !analysePair(pair, contexts).effective.some(({ place }) => !place.path.startsWith('metadata'))
      );
    })
  );
}
