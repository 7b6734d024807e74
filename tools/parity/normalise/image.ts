// What an image reference means to a container runtime.

interface Image {
  /** With registry and path: `docker.io/library/nginx`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** The parts of `nginx`, `ghcr.io/a/b:1.2@sha256:…`, with Docker Hub's short forms written out. */
function parseImage(text: string): Image {
  const [named = '', digest] = splitOnce(text, '@');
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const name = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  return {
    repository: expand(name),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** One spelling for references that pull the same: with a digest the tag says nothing. */
export function canonicalImage(text: string): string {
  const { repository, tag = 'latest', digest } = parseImage(text);
  return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}

function expand(name: string): string {
  const [first = '', rest] = splitOnce(name, '/');
  const isRegistry = rest !== undefined && /[.:A-Z]|^localhost$/.test(first);
  if (!isRegistry) return `docker.io/${rest === undefined ? 'library/' : ''}${name}`;
  const registry = first === 'index.docker.io' ? 'docker.io' : first;
  const path = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
  return `${registry}/${path}`;
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
