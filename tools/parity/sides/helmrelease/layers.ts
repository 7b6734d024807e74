// Goes down a chain: each layer is what one Flux Kustomization applies, with patches and substitutions of those above.
import path from 'node:path';
import { formatReference, mapAt, refer, specOf, textsAt } from '../../../flux/objects.ts';
import { type Substituted, substituteObject } from '../../../flux/postBuild.ts';
import { readVariables } from '../../../flux/variables.ts';
import { type Manifest, metadataOf, nameOf, withMetadata } from '../../../manifests/manifest.ts';
import { ToolError } from '../../../shared/diagnostics.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { Missing } from '../../model.ts';
import type { SideOptions } from '../request.ts';
import { type Build, buildFolder } from './build.ts';
import { type Chain, folderOf } from './chains.ts';
import type { Checkout } from './checkout.ts';
import { createEntries, createResolve, type EntriesOf } from './entries.ts';
import { hasKustomization } from './reach.ts';
import type { Secrets } from './secrets.ts';

/** What one Kustomization applies: objects as they are built, and the last step, which is done for those in need. */
export interface Layer {
  readonly objects: readonly Manifest[];
  readonly finish: (object: Manifest) => Substituted;
  /** The Kustomization with what those above do to it; absent where none applies the objects. */
  readonly kustomization?: Manifest;
}

/** What everything is read from, and with. */
export interface Ground {
  readonly checkout: Checkout;
  readonly secrets: Secrets;
  readonly options: SideOptions;
}

export interface Descent {
  /** The lowest first. */
  readonly layers: readonly Layer[];
  /** Why the Kustomizations on the way are not certain to be as they are in the cluster. */
  readonly missing: readonly Missing[];
}

/** Where no Kustomization leads to the folder, it is built by itself if it has something to build. */
export async function descend(
  chain: Chain,
  folder: string,
  { checkout, secrets, options }: Ground,
): Promise<Descent> {
  const { root } = checkout;
  if (chain.length === 0) {
    if (!hasKustomization(path.join(root, folder))) return { layers: [], missing: [] };
    const { objects, missing } = await tryBuild({ root, folder, spec: {} }, options);
    return { layers: [{ objects, finish: (manifest) => ({ manifest, problems: [] }) }], missing };
  }
  const layers: Layer[] = [];
  const missing: Missing[] = [];
  const near = chain.map(({ file }) => file);
  for (const step of chain) {
    const { manifest: kustomization, problems } = findStep(step, layers[0]);
    missing.push(...problems.map((problem) => missingVariable(kustomization, problem)));
    const build = { root, folder: folderOf(kustomization), spec: specOf(kustomization) };
    const built = await tryBuild(build, options);
    missing.push(...built.missing);
    const entriesOf = createEntries(createResolve({ checkout, layers: [...layers], near }), secrets);
    layers.unshift(createLayer(kustomization, built.objects, entriesOf));
  }
  return { layers, missing };
}

/** A Kustomization that cannot be built has no objects; what it would do to them stays unknown. */
async function tryBuild(
  build: Build,
  options: SideOptions,
): Promise<{ readonly objects: readonly Manifest[]; readonly missing: readonly Missing[] }> {
  try {
    return { objects: await buildFolder(build, options), missing: [] };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { objects: [], missing: [{ kind: 'patch', sentence: error.message }] };
  }
}

/** Says of an object what is not certain about its variables. */
export function missingVariable(object: Manifest, problem: string): Missing {
  return { kind: 'substitution', sentence: `${formatReference(refer(object))}: ${problem}` };
}

/** The one that the layer above makes of what is written; by its path, where several have its name. */
function findStep({ manifest, folder }: Chain[number], above: Layer | undefined): Substituted {
  const named = (above?.objects ?? []).filter(
    (object) => object.kind === 'Kustomization' && nameOf(object) === nameOf(manifest),
  );
  const found = named.find((object) => folderOf(object) === folder) ?? named[0];
  return found === undefined || above === undefined ? { manifest, problems: [] } : above.finish(found);
}

function createLayer(kustomization: Manifest, objects: readonly Manifest[], entriesOf: EntriesOf): Layer {
  const variables = readVariables(kustomization, entriesOf);
  const finish = (object: Manifest): Substituted => {
    const { manifest, problems } =
      variables === undefined ? { manifest: object, problems: [] } : substituteObject(object, variables);
    return { manifest: addCommonMetadata(manifest, specOf(kustomization)), problems };
  };
  return { objects, finish, kustomization };
}

/** `commonMetadata`: labels and annotations of the object itself, over those that it has. */
export function addCommonMetadata(manifest: Manifest, spec: JsonObject): Manifest {
  const changes = ['labels', 'annotations'].flatMap((key) => {
    const added = textsAt(mapAt(spec, 'commonMetadata'), key);
    const own = mapAt(metadataOf(manifest), key);
    return Object.keys(added).length > 0 ? [[key, { ...own, ...added }] as const] : [];
  });
  return changes.length > 0 ? withMetadata(manifest, Object.fromEntries(changes)) : manifest;
}
