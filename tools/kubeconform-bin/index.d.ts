// Types of index.js.
type Environment = Readonly<Record<string, string | undefined>>;

export interface KubeconformOptions {
  readonly env?: Environment;
  /** Told what is about to be built or downloaded; standard error by default. */
  readonly notify?: (line: string) => void;
}

/** Neither PATH nor any way to get kubeconform gave one. */
export declare class KubeconformError extends Error {
  readonly code: 'kubeconform-missing';
  /** Why each step failed. */
  readonly attempts: readonly string[];
}

/**
 * The path of kubeconform 0.7: the user's own from PATH, else one built or downloaded into the cache directory.
 * Rejects with KubeconformError.
 */
export declare function kubeconformPath(options?: KubeconformOptions): Promise<string>;

/** The version of a kubeconform program, `0.7.0`; undefined when it tells none or is this package's own shim. */
export declare function readVersion(path: string, env?: Environment): string | undefined;
