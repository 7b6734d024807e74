// Whether two addresses are those of one git repository.

/** Whatever the protocol, the user, the port and the ending are. */
export function isSameRepository(one: string, other: string): boolean {
  return one !== '' && normalize(one) === normalize(other);
}

function normalize(url: string): string {
  return url
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^:/]+)(?::\d+)?[:/]/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
