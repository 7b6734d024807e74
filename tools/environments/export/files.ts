// The files of environments that are evaluated together: names and texts, and what each is of.
import { kindNameOf, type Manifest, namespaceOf } from '../../manifests/manifest.ts';
import { formatYaml } from '../../manifests/yaml/write.ts';
import type { FoundEnvironment } from '../find.ts';
import { type RenderedEnvironment, type RenderOptions, renderGroup } from '../render.ts';
import type { Session } from '../session.ts';
import type { NameOptions } from './format.ts';
import { nameFile } from './names.ts';

/** The path below the output folder, what it is the manifest of, and the text. */
export type ExportedFile = readonly [file: string, subject: string, text: string];

/** The files of each environment, in their order. Throws what rendering and `nameFile` throw. */
export async function renderFiles(
  session: Session,
  group: readonly FoundEnvironment[],
  options: NameOptions & RenderOptions,
): Promise<readonly (readonly ExportedFile[])[]> {
  const files: (readonly ExportedFile[])[] = [];
  for await (const { environment, manifests } of renderGroup(session, group, options)) {
    files.push(
      manifests.map((manifest) => [
        nameFile(manifest, environment, options),
        describeSubject(manifest, environment),
        formatYaml(manifest),
      ]),
    );
  }
  return files;
}

function describeSubject(manifest: Manifest, { metadata }: RenderedEnvironment['environment']): string {
  const namespace = namespaceOf(manifest);
  const place = namespace === '' ? '' : ` in namespace ${namespace}`;
  return `${kindNameOf(manifest)}${place} of ${metadata.name ?? metadata.namespace ?? 'the environment'}`;
}
