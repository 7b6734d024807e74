// Changes of the environment of containers: variables, where their values come from, and what is embedded in them.
import { type Draft, type DraftMap, isMap, listAt, removeAt, setAt, textAt } from '../draft.ts';
import { changeLeaf, hasOrder, readJson, reverseFirstList } from '../embedded.ts';
import { dangerousInPod, type Mutation } from '../mutation.ts';
import { containers, drop, entries, environment, having, lacking, only, type Place } from '../places.ts';

const plain = only(environment(), ({ node }) => typeof node.value === 'string' && node.value !== '');
const sources = entries(containers(), 'envFrom');
const documents = only(plain, ({ node }) => readJson(text(node)) !== undefined);
const dependent = only(plain, (place) => definedEarlier(place) >= 0);
const numeric = only(plain, ({ node }) => /^\d{1,9}$/.test(text(node)));

function text(node: DraftMap): string {
  return textAt(node, 'value');
}

/** Where in the list the first variable is that the value refers to and that stands before it; -1 without one. */
function definedEarlier({ list, node }: Place): number {
  const names = [...text(node).matchAll(/\$\(([^)]+)\)/g)].map((match) => match[1]);
  const at = list.findIndex((other) => isMap(other) && names.includes(textAt(other, 'name')));
  return at < list.indexOf(node) ? at : -1;
}

function replaceValue(node: DraftMap, change: (value: string) => string): void {
  node.value = change(text(node));
}

/** `secretRef` or `configMapRef`. */
function nameInSource(node: DraftMap): DraftMap | undefined {
  return [node.secretRef, node.configMapRef].find(isMap);
}

function replaceDocument(node: DraftMap, change: (document: Draft) => Draft): void {
  replaceValue(node, (value) => JSON.stringify(change(readJson(value) as Draft)));
}

export const environmentMutations: readonly Mutation[] = [
  dangerousInPod({
    id: 'env-removed',
    sentence: 'A variable is gone.',
    risks: ['R3'],
    places: environment(),
    edit: drop,
  }),
  dangerousInPod({
    id: 'env-renamed',
    sentence: 'A variable has another name.',
    risks: ['R3'],
    places: environment(),
    edit: ({ node }) => {
      node.name = `${textAt(node, 'name')}_NEXT`;
    },
  }),
  dangerousInPod({
    id: 'env-value-changed',
    sentence: 'A variable has another value.',
    risks: ['R3', 'R4'],
    places: plain,
    edit: ({ node }) => replaceValue(node, (value) => `${value}-other`),
  }),
  dangerousInPod({
    id: 'env-value-emptied',
    sentence: 'A variable is empty.',
    risks: ['R3', 'R4'],
    places: plain,
    edit: ({ node }) => {
      node.value = '';
    },
  }),
  dangerousInPod({
    id: 'env-boolean-respelled',
    sentence: 'true is written as True, which is another text to the program.',
    risks: ['R3', 'R4'],
    places: only(plain, ({ node }) => ['true', 'false'].includes(text(node))),
    edit: ({ node }) => replaceValue(node, (value) => (value === 'true' ? 'True' : 'False')),
  }),
  dangerousInPod({
    id: 'env-number-respelled',
    sentence: 'A number is written in another way, which is another text to the program.',
    risks: ['R3', 'R4'],
    places: numeric,
    edit: ({ node }) => replaceValue(node, (value) => `${value}.0`),
  }),
  dangerousInPod({
    id: 'env-duration-respelled',
    sentence: 'A duration is written in another way, which is another text to the program.',
    risks: ['R3', 'R4'],
    places: only(plain, ({ node }) => /^\d+s$/.test(text(node))),
    edit: ({ node }) => replaceValue(node, (value) => `${Number.parseInt(value, 10) * 1000}ms`),
  }),
  dangerousInPod({
    id: 'env-from-other-secret',
    sentence: 'A variable is read from another Secret.',
    risks: ['R3'],
    places: having(environment(), 'valueFrom.secretKeyRef'),
    edit: ({ node }) => setAt(node, 'valueFrom.secretKeyRef.name', 'other-secret'),
  }),
  dangerousInPod({
    id: 'env-from-other-secret-key',
    sentence: 'A variable is read from another key of a Secret.',
    risks: ['R3'],
    places: having(environment(), 'valueFrom.secretKeyRef'),
    edit: ({ node }) => setAt(node, 'valueFrom.secretKeyRef.key', 'other-key'),
  }),
  dangerousInPod({
    id: 'env-from-other-config-map',
    sentence: 'A variable is read from another ConfigMap.',
    risks: ['R3'],
    places: having(environment(), 'valueFrom.configMapKeyRef'),
    edit: ({ node }) => setAt(node, 'valueFrom.configMapKeyRef.name', 'other-settings'),
  }),
  dangerousInPod({
    id: 'env-field-changed',
    sentence: 'A variable holds another field of the pod.',
    risks: ['R3', 'R4'],
    places: having(environment(), 'valueFrom.fieldRef'),
    edit: ({ node }) => setAt(node, 'valueFrom.fieldRef.fieldPath', 'metadata.uid'),
  }),
  dangerousInPod({
    id: 'env-divisor-changed',
    sentence: 'A variable holds a resource in another unit.',
    risks: ['R3', 'R4'],
    places: having(environment(), 'valueFrom.resourceFieldRef'),
    edit: ({ node }) => setAt(node, 'valueFrom.resourceFieldRef.divisor', '1Ki'),
  }),
  dangerousInPod({
    id: 'env-secret-in-plain-text',
    sentence: 'What came from a Secret is written into the workload.',
    risks: ['R5'],
    highest: 'R3',
    places: having(environment(), 'valueFrom.secretKeyRef'),
    edit: ({ node }) => {
      removeAt(node, 'valueFrom');
      node.value = 'not-a-real-value';
    },
  }),
  dangerousInPod({
    id: 'env-before-what-it-refers-to',
    sentence: 'A variable stands before the one that its value refers to, and is not expanded.',
    risks: ['R3', 'R4'],
    places: dependent,
    edit: (place) => {
      const at = definedEarlier(place);
      drop(place);
      place.list.splice(at, 0, place.node);
    },
  }),
  dangerousInPod({
    id: 'env-reference-escaped',
    sentence: 'A reference to another variable is written so that it is not expanded.',
    risks: ['R3', 'R4'],
    places: dependent,
    edit: ({ node }) => replaceValue(node, (value) => value.replaceAll('$(', '$$$$(')),
  }),
  dangerousInPod({
    id: 'env-document-changed',
    sentence: 'A value inside a JSON document differs.',
    risks: ['R3', 'R4'],
    places: documents,
    edit: ({ node }) => replaceDocument(node, changeLeaf),
  }),
  dangerousInPod({
    id: 'env-document-reordered',
    sentence: 'A list inside a JSON document is in another order.',
    risks: ['R3', 'R4'],
    places: only(documents, ({ node }) => hasOrder(readJson(text(node)) as Draft)),
    edit: ({ node }) => replaceDocument(node, reverseFirstList),
  }),
  dangerousInPod({
    id: 'env-source-removed',
    sentence: 'The variables of a Secret or ConfigMap are gone.',
    risks: ['R3'],
    places: sources,
    edit: drop,
  }),
  dangerousInPod({
    id: 'env-source-changed',
    sentence: 'Variables come from another Secret or ConfigMap.',
    risks: ['R3'],
    places: only(sources, ({ node }) => nameInSource(node) !== undefined),
    edit: ({ node }) => {
      const source = nameInSource(node);
      if (source) source.name = 'other-settings';
    },
  }),
  dangerousInPod({
    id: 'env-source-prefixed',
    sentence: 'The variables of a Secret or ConfigMap have other names.',
    risks: ['R3'],
    places: lacking(sources, 'prefix'),
    edit: ({ node }) => {
      node.prefix = 'NEXT_';
    },
  }),
  dangerousInPod({
    id: 'env-sources-reordered',
    sentence: 'Of two sources with the same variable another one wins.',
    risks: ['R3', 'R4'],
    places: only(containers(), ({ node }) => listAt(node, 'envFrom').length > 1),
    edit: ({ node }) => {
      listAt(node, 'envFrom').reverse();
    },
  }),
];
