// The file that a manifest is exported to.
import type { Json } from '../../jsonnet/port.ts';
import type { Environment } from '../../manifests/environment.ts';
import type { Manifest } from '../../manifests/manifest.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { renderTemplate } from '../template/index.ts';
import type { NameOptions } from './format.ts';

/**
 * The path below the output folder. A `/` in the text of the format makes folders; one that a value brings along
 * becomes `-`. Fails with ToolError `template-syntax`, `template-failed` or `export-outside`.
 */
export function nameFile(manifest: Manifest, environment: Environment, options: NameOptions): string {
  const name = renderTemplate(options.format, manifest as Json, {
    env: environment as unknown as Json,
    output: (text) => text.replaceAll('/', '-'),
  });
  const file = `${name}.${options.extension}`;
  if (file.split('/').includes('..') || file.includes('\0')) throw new ToolError('export-outside', { file });
  return file;
}
