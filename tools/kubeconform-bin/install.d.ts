// Types of install.js.
type Environment = Readonly<Record<string, string | undefined>>;

/** Where programs and expanded schemas are kept: $TWINHULL_CACHE_DIR, else the user's cache directory. */
export declare function cacheDirectory(env?: Environment): string;

/**
 * Fills a directory beside `target` and renames it into place, so that `target` is whole or absent. Of several
 * processes at once each does the work and the first to finish wins. `fill` is not called when `target` exists.
 * Returns `target`.
 */
export declare function publishDirectory(target: string, fill: (draft: string) => void): string;

/** As `publishDirectory`, for work that has to wait. */
export declare function publishDirectoryAsync(
  target: string,
  fill: (draft: string) => Promise<void>,
): Promise<string>;

/** All executable files called `name` in the directories of PATH, in their order. */
export declare function searchPath(name: string, env?: Environment): string[];

/** Whether `path` is a file that may be run. */
export declare function isExecutable(path: string): boolean;

export interface GoInstall {
  /** The path of the main package: `github.com/yannh/kubeconform/cmd/kubeconform`. */
  readonly module: string;
  /** As Go writes it: `v0.7.0`. */
  readonly version: string;
  readonly name: string;
  /** The directory that will hold the program; not built again when it exists. */
  readonly target: string;
  readonly ldflags?: readonly string[];
  readonly notify: (line: string) => void;
  readonly env?: Environment;
}

/** Builds a Go program; returns its path. Throws an Error with what `go` said. */
export declare function goInstall(request: GoInstall): string;
