// What helm-controller calls a release, and where it goes.
import { createHash } from 'node:crypto';
import { type Manifest, nameOf, namespaceOf } from '../manifests/manifest.ts';
import { specOf, textOf } from './objects.ts';

const longestName = 53;
const hashLength = 12;

/** The name as it was chosen, else that of the HelmRelease behind the target namespace; shortened where too long. */
export function releaseNameOf(helmRelease: Manifest): string {
  const { releaseName, targetNamespace } = specOf(helmRelease);
  const prefix = textOf(targetNamespace) && `${textOf(targetNamespace)}-`;
  return shortenName(textOf(releaseName) || `${prefix}${nameOf(helmRelease)}`);
}

/** The namespace that is rendered for. */
export function releaseNamespaceOf(helmRelease: Manifest): string {
  return textOf(specOf(helmRelease).targetNamespace) || namespaceOf(helmRelease);
}

/** Names that Helm would refuse keep their beginning and get a hash of the whole. */
function shortenName(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, hashLength);
  return `${name.slice(0, longestName - hashLength - 1)}-${hash}`;
}
