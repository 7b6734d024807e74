// The table of normalisations: what may differ in writing without differing in meaning.

export interface Rule {
  readonly title: string;
  /** For the reader of a report. */
  readonly sentence: string;
}

/** N1 and N2 are at work when a side is read, N16 when objects are paired, N21 when a Flux side is put together. */
export const rules: Readonly<Record<string, Rule>> = {
  N1: {
    title: 'form of documents',
    sentence: 'The order of documents and keys, comments, quotes, anchors and Lists say nothing.',
  },
  N2: { title: 'scalars', sentence: 'Scalars are what YAML 1.1 makes of them, as Kubernetes reads it.' },
  N3: {
    title: 'empty values',
    sentence: 'Null and empty values that the API server drops, or that say nothing, are as if absent.',
  },
  N4: { title: 'quantities', sentence: 'Quantities are equal as numbers: 1000m is 1, 1Gi is 1024Mi.' },
  N5: { title: 'durations', sentence: 'Durations are equal as spans of time: 60s is 1m0s.' },
  N6: { title: 'defaults', sentence: 'A default is the same written out or left to the API server.' },
  N7: { title: 'file modes', sentence: 'File modes are numbers: 0644 is 420.' },
  N8: {
    title: 'Secret texts',
    sentence:
      'stringData of a Secret is written into data, and base64 is compared by the bytes that it stands for.',
  },
  N9: {
    title: 'order of entries',
    sentence: 'Entries of lists that the API server knows by their keys, or takes as a set, have no order.',
  },
  N10: {
    title: 'order that counts',
    sentence:
      'An environment variable sees only those that stand before it; command lines and init containers keep their order.',
  },
  N11: {
    title: 'sources of variables',
    sentence: 'A variable from a value, a reference or envFrom differs even where the text may be the same.',
  },
  N12: {
    title: 'documents in texts',
    sentence: 'JSON, YAML and TOML inside a text are compared by what they hold; the text itself differs.',
  },
  N13: {
    title: 'managed metadata',
    sentence:
      'Labels and annotations that tools write about themselves count only where a selector uses them.',
  },
  N14: {
    title: 'checksums',
    sentence: 'A checksum annotation says nothing more than the content that it is made of, which is equal.',
  },
  N15: { title: 'port names', sentence: 'A port is the same by its name or by its number.' },
  N16: {
    title: 'renames',
    sentence: 'An object and all references to it have another name; everything else is the same.',
  },
  N17: { title: 'namespace', sentence: 'Where no namespace is written, it is that of the release.' },
  N18: { title: 'API versions', sentence: 'Two versions of an API have the same schema.' },
  N19: { title: 'images', sentence: 'Two references to an image pull the same.' },
  N20: { title: 'volatile values', sentence: 'The value was declared to change with every rendering.' },
  N21: {
    title: 'Flux',
    sentence: 'Substitutions, patches and post-renderers of Flux were applied before the comparison.',
  },
  N22: {
    title: 'unknown fields',
    sentence: 'A status, and a field that a built-in kind does not have, are dropped by the API server.',
  },
};
