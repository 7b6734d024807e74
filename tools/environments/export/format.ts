// How files are named, as far as it has to be known before any is.

/** What Tanka's default is. */
export const defaultFormat = '{{.apiVersion}}.{{.kind}}-{{or .metadata.name .metadata.generateName}}';

export interface NameOptions {
  /** A template on the manifest; `env` gives the environment. */
  readonly format: string;
  /** Without the dot. */
  readonly extension: string;
}
