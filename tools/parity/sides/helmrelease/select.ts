// Which HelmRelease a side means, and on which way through the Flux Kustomizations.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isFlux } from '../../../flux/objects.ts';
import { type Manifest, nameOf, namespaceOf } from '../../../manifests/manifest.ts';
import { ToolError } from '../../../shared/diagnostics.ts';
import type { Missing } from '../../model.ts';
import type { SideRequest } from '../request.ts';
import { type Chain, createChains } from './chains.ts';
import { type Checkout, isBelow, type WrittenObject } from './checkout.ts';
import { descend, type Ground, type Layer, missingVariable } from './layers.ts';

/** A HelmRelease in its last form, and the layers that made it. */
export interface SelectedRelease {
  readonly helmRelease: Manifest;
  readonly written: WrittenObject;
  readonly chain: Chain;
  readonly layers: readonly Layer[];
  /** Why it is not certain to be as it is in the cluster. */
  readonly missing: readonly Missing[];
}

interface Candidate {
  readonly written: WrittenObject;
  readonly chain: Chain;
}

/** Fails with ToolError `helmrelease-none`, `helmrelease-ambiguous` and those of `descend`. */
export async function selectRelease(ground: Ground, request: SideRequest): Promise<SelectedRelease> {
  const wanted = parseFragment(request.fragment);
  const all = findCandidates(ground.checkout, request);
  const named = wanted === undefined ? all : all.filter(({ written }) => mayBe(written.manifest, wanted));
  if (named.length === 0) throw none(request, all);
  if (named.length > (wanted === undefined ? 1 : mostBuilt)) throw ambiguous(request, named);
  const made: SelectedRelease[] = [];
  // The namespace is known only when everything is built.
  for (const candidate of named) {
    const release = await makeRelease(candidate, ground);
    if (wanted === undefined || isNamed(release.helmRelease, wanted)) made.push(release);
  }
  const [release, ...others] = made;
  if (release === undefined) throw none(request, all);
  if (others.length > 0) throw ambiguous(request, made);
  return release;
}

/** Building takes time, and a name that so many have is no choice. */
const mostBuilt = 20;

interface Wanted {
  readonly namespace?: string;
  readonly name: string;
}

function parseFragment(fragment: string | undefined): Wanted | undefined {
  if (fragment === undefined) return undefined;
  const at = fragment.indexOf('/');
  return at < 0 ? { name: fragment } : { namespace: fragment.slice(0, at), name: fragment.slice(at + 1) };
}

/** What is written may still have variables, prefixes and a namespace to come. */
function mayBe(written: Manifest, { name, namespace }: Wanted): boolean {
  const own = namespaceOf(written);
  const [ownName, open] = [nameOf(written), nameOf(written).includes('${')];
  return (
    (open || name.includes(ownName)) && (namespace === undefined || own === '' || own === namespace || open)
  );
}

function isNamed(helmRelease: Manifest, { name, namespace }: Wanted): boolean {
  return nameOf(helmRelease) === name && (namespace === undefined || namespaceOf(helmRelease) === namespace);
}

/** HelmReleases in the file or folder; where it has none, those that its Flux Kustomizations lead to. */
function findCandidates(checkout: Checkout, { folder, target, fragment }: SideRequest): readonly Candidate[] {
  const place = path.relative(checkout.root, realpathSync(path.resolve(folder, target)));
  const chainsOf = createChains(checkout);
  const here = checkout.list('HelmRelease', place);
  const meant = fragment === undefined ? keepHighest(here) : here;
  const candidates = (meant.length > 0 ? meant : checkout.list('HelmRelease')).flatMap((written) =>
    chainsOf(written.file).map((chain) => ({ written, chain })),
  );
  const through = candidates.filter(({ chain }) => chain.some(({ file }) => isBelow(file, place)));
  return meant.length > 0 && through.length === 0 ? candidates : through;
}

/** A folder's own HelmRelease is meant rather than those in folders below. */
function keepHighest(written: readonly WrittenObject[]): readonly WrittenObject[] {
  const depthOf = ({ file }: WrittenObject): number => file.split('/').length;
  const highest = Math.min(...written.map(depthOf));
  return written.filter((one) => depthOf(one) === highest);
}

async function makeRelease({ written, chain }: Candidate, ground: Ground): Promise<SelectedRelease> {
  const folder = path.dirname(written.file);
  const { layers, missing } = await descend(chain, folder, ground);
  const [lowest] = layers;
  const made = lowest && pick(lowest, written.manifest);
  if (!made) return { helmRelease: written.manifest, written, chain, layers, missing };
  const { manifest: helmRelease, problems } = lowest.finish(made);
  const variables = problems.map((problem) => missingVariable(helmRelease, problem));
  return { helmRelease, written, chain, layers, missing: [...missing, ...variables] };
}

/** Which of the built objects is the one that is written: kustomize may have given it a prefix or a namespace. */
function pick({ objects }: Layer, written: Manifest): Manifest | undefined {
  const built = objects.filter((object) => isFlux(object, 'HelmRelease'));
  const same = built.filter((object) => nameOf(object) === nameOf(written));
  const similar = same.length > 0 ? same : built.filter((object) => nameOf(object).includes(nameOf(written)));
  const exact = similar.filter((object) => namespaceOf(object) === namespaceOf(written));
  return exact[0] ?? similar[0];
}

function none({ label }: SideRequest, all: readonly Candidate[]): ToolError {
  const names = [...new Set(all.map(describe))].slice(0, 20);
  return new ToolError('helmrelease-none', { side: label, found: names.join(', ') || 'none' });
}

function ambiguous({ label }: SideRequest, candidates: readonly Candidate[]): ToolError {
  const names = [...new Set(candidates.map(describe))].slice(0, 20);
  return new ToolError('helmrelease-ambiguous', { side: label, found: names.join(', ') });
}

/** `name in FILE, applied by FILE`. */
function describe({ written, chain }: Candidate): string {
  const by = chain.at(-1);
  return `${nameOf(written.manifest)} in ${written.file}${by ? ` (applied by ${by.file})` : ''}`;
}
