// Tanka's Environment object (`tanka.dev/v1alpha1`) as plain data: what the pipeline reads of it.
import type { Json } from '../shared/json.ts';

export interface Environment {
  /** `tanka.dev/v1alpha1` */
  readonly apiVersion: string;
  /** `Environment` */
  readonly kind: string;
  readonly metadata: EnvironmentMetadata;
  readonly spec: EnvironmentSpec;
  /** The evaluated resources; absent in listings. */
  readonly data?: Json;
}

export interface EnvironmentMetadata {
  /** Static environments: the directory relative to the root; inline ones: as written. */
  readonly name?: string;
  /** The entry point relative to the root, set by the tool: `environments/default/main.jsonnet`. */
  readonly namespace?: string;
  /** For the selector `-l`; they are not copied to resources. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface EnvironmentSpec {
  readonly apiServer?: string;
  /** Each an anchored regular expression on the names of contexts. */
  readonly contextNames?: readonly string[];
  /** Injected where a namespaced resource has none; `default` when not given, '' for no injection. */
  readonly namespace: string;
  readonly diffStrategy?: string;
  readonly applyStrategy?: string;
  /** Adds the label `tanka.dev/environment`, by which prune finds its resources. */
  readonly injectLabels?: boolean;
  /** Paths whose values the label is the hash of; name and namespace when absent. */
  readonly tankaEnvLabelFromFields?: readonly string[];
  readonly resourceDefaults: ResourceDefaults;
  readonly expectVersions: ExpectVersions;
  readonly exportJsonnetImplementation?: string;
}

/** Added to every resource that does not have the key. */
export interface ResourceDefaults {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface ExpectVersions {
  /** A semver constraint. */
  readonly tanka?: string;
}
