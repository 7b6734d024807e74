// Types of release.js.
export interface ReleaseInstallation {
  /** `v0.7.0`, the one whose checksums are known. */
  readonly version: string;
  /** The directory that will hold the program; nothing is downloaded when it exists. */
  readonly target: string;
  readonly notify: (line: string) => void;
  /** Where `<version>/kubeconform-<system>.tar.gz` is found; the official place by default. */
  readonly mirror?: string;
  /** `linux-amd64`; this one by default. */
  readonly system?: string;
}

/** Downloads, checks and unpacks; gives the path of the program. Rejects with an Error that names the failed step. */
export declare function installRelease(request: ReleaseInstallation): Promise<string>;

/** The bytes of the file `name` in a tar archive. Throws when it has none. */
export declare function readTarMember(archive: Buffer, name: string): Buffer;
