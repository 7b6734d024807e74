// Whose an inventory is, and what it is called: the environment's label may be that of another project's too.
import type { Environment } from '../../manifests/environment.ts';
import { environmentLabelOf } from '../../manifests/environmentLabel.ts';
import { type Manifest, namespaceOf, withMetadata } from '../../manifests/manifest.ts';
import { isNamespaced } from '../../manifests/namespace.ts';
import type { Diagnostic } from '../../shared/diagnostics.ts';
import type { Kubectl } from '../client/kubectl.ts';

export interface InventoryRequest {
  readonly environment: Environment;
  /** What `identifyProject` gives. */
  readonly project: string;
  /** An inventory of another project or environment becomes this one's. */
  readonly takeOver?: boolean;
  /** Sees what does not stop a command. */
  readonly onWarning?: (warning: Diagnostic) => void;
}

export interface Owner {
  readonly project: string;
  /** `environments/prod (environments/prod/main.jsonnet)` */
  readonly environment: string;
  /** The value of the label that the environment's objects carry. */
  readonly label: string;
  /** Of the ConfigMap. */
  readonly namespace: string;
  readonly name: string;
}

export function describeOwner(kubectl: Kubectl, { environment, project }: InventoryRequest): Owner {
  const { name = '', namespace: entrypoint = '' } = environment.metadata;
  const label = environmentLabelOf(environment);
  return {
    project,
    environment: `${name} (${entrypoint})`,
    label,
    namespace: namespaceFor(kubectl, environment),
    name: `twinhull-inventory-${label.slice(0, 16)}`,
  };
}

/** Where the environment's objects go that name no namespace. */
export function namespaceFor({ cluster }: Kubectl, { spec }: Environment): string {
  return spec.namespace || cluster.namespace;
}

/** What has no namespace goes where kubectl puts it. */
export function placeManifest(manifest: Manifest, namespace: string): Manifest {
  const isPlaced = namespaceOf(manifest) !== '' || !isNamespaced(manifest);
  return isPlaced ? manifest : withMetadata(manifest, { namespace });
}
