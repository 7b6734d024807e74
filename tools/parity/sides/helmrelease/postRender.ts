// What helm-controller does to rendered objects: kustomize patches and images, and common metadata.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { extendKustomization } from '../../../flux/kustomization.ts';
import { mapAt, mapsAt, specOf } from '../../../flux/objects.ts';
import { type Manifest, mapOf, nameOf, namespaceOf } from '../../../manifests/manifest.ts';
import { ToolError } from '../../../shared/diagnostics.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { withTemporaryFolder } from '../../../shared/temporary.ts';
import type { SourcedObject } from '../../model.ts';
import { buildKustomization } from '../kustomize.ts';
import type { SideOptions } from '../request.ts';
import { addCommonMetadata } from './layers.ts';

export type PostRendered = { readonly objects: readonly SourcedObject[] } | { readonly problem: string };

/** Definitions are applied before and by themselves; hooks are left out where the release says so. */
export async function postRender(
  helmRelease: Manifest,
  objects: readonly SourcedObject[],
  options: SideOptions,
): Promise<PostRendered> {
  const spec = specOf(helmRelease);
  const withHooks = spec.postRenderStrategy !== 'nohooks';
  const isSent = ({ manifest, source }: SourcedObject): boolean =>
    !/(^|\/)crds\//.test(source) &&
    (withHooks || mapOf(manifest, 'annotations')['helm.sh/hook'] === undefined);
  let sent: readonly SourcedObject[] = objects.filter(isSent);
  try {
    for (const renderer of mapsAt(spec, 'postRenderers')) {
      sent = await runKustomize(mapAt(renderer, 'kustomize'), sent, options);
    }
  } catch (error) {
    if (error instanceof ToolError) return { problem: error.message };
    throw error;
  }
  const finished = sent.map((object) => ({ ...object, manifest: addCommonMetadata(object.manifest, spec) }));
  return { objects: [...objects.filter((object) => !isSent(object)), ...finished] };
}

const input = 'rendered.yaml';

async function runKustomize(
  kustomize: JsonObject,
  objects: readonly SourcedObject[],
  options: SideOptions,
): Promise<readonly SourcedObject[]> {
  if (objects.length === 0 || Object.keys(kustomize).length === 0) return objects;
  const sources = new Map(objects.map(({ manifest, source }) => [identityOf(manifest), source]));
  return withTemporaryFolder(async (folder) => {
    const { patches = [], images = [] } = kustomize;
    const kustomization = extendKustomization({ resources: [input] }, { patches, images });
    await writeFile(path.join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
    const documents = objects.map(({ manifest }) => `---\n${JSON.stringify(manifest)}\n`);
    await writeFile(path.join(folder, input), documents.join(''));
    const place = { folder, name: 'the post-renderers', unrestricted: false };
    const built = await buildKustomization(place, options);
    return built.map(({ manifest }) => ({
      manifest,
      source: sources.get(identityOf(manifest)) ?? 'postRenderers',
    }));
  });
}

function identityOf(manifest: Manifest): string {
  return JSON.stringify([manifest.apiVersion, manifest.kind, namespaceOf(manifest), nameOf(manifest)]);
}
