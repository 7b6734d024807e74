// Changes of ConfigMaps and Secrets that pods use.
import { type Draft, hasAt, nameOf, removeAt, setAt } from '../draft.ts';
import { changeLeaf, hasOrder, readJson, reverseFirstList } from '../embedded.ts';
import { dangerous, type Mutation } from '../mutation.ts';
import { drop, objectsOf, only, type Place, type Selector } from '../places.ts';
import { used, usedKeys } from '../uses.ts';

const changeable = (selector: Selector): Selector =>
  only(selector, ({ object }) => object.immutable !== true);
const settings = changeable(usedKeys('ConfigMap', 'data'));
const secrets = changeable(usedKeys('Secret', 'any'));
const documents = only(settings, ({ node, key }) => readJson(String(node[key])) !== undefined);
const frozen = only(objectsOf('ConfigMap', 'Secret'), ({ object }) => object.immutable === true);

function rename({ object }: Place): void {
  setAt(object, 'metadata.name', `${nameOf(object)}-next`);
}

function removeKey({ node, key }: Place): void {
  delete node[key];
}

/** What is at its end belongs to a value in most formats, and base64 stays base64. */
function changeValue({ node, key }: Place): void {
  node[key] = `${String(node[key]).trimEnd()}b3Ro`;
}

function changeDocument({ node, key }: Place, change: (document: Draft) => Draft): void {
  node[key] = JSON.stringify(change(readJson(String(node[key])) as Draft), null, 2);
}

export const configurationMutations: readonly Mutation[] = [
  dangerous({
    id: 'setting-changed',
    sentence: 'A value in a ConfigMap differs, and running pods have the old one.',
    risks: ['R4'],
    places: settings,
    edit: changeValue,
  }),
  dangerous({
    id: 'setting-removed',
    sentence: 'A ConfigMap lacks a key that pods use.',
    risks: ['R3'],
    places: settings,
    edit: removeKey,
  }),
  dangerous({
    id: 'setting-document-changed',
    sentence: 'A value inside a JSON document of a ConfigMap differs.',
    risks: ['R4'],
    places: documents,
    edit: (place) => changeDocument(place, changeLeaf),
  }),
  dangerous({
    id: 'setting-document-reordered',
    sentence: 'A list inside a JSON document of a ConfigMap is in another order.',
    risks: ['R4'],
    places: only(documents, ({ node, key }) => hasOrder(readJson(String(node[key])) as Draft)),
    edit: (place) => changeDocument(place, reverseFirstList),
  }),
  dangerous({
    id: 'config-map-removed',
    sentence: 'A ConfigMap that pods use is gone.',
    risks: ['R3'],
    places: used('ConfigMap'),
    edit: drop,
  }),
  dangerous({
    id: 'config-map-renamed',
    sentence: 'A ConfigMap has another name, and the pods do not know.',
    risks: ['R3'],
    places: used('ConfigMap'),
    edit: rename,
  }),
  dangerous({
    id: 'secret-value-changed',
    sentence: 'A value in a Secret differs, and running pods have the old one.',
    risks: ['R4'],
    places: secrets,
    edit: changeValue,
  }),
  dangerous({
    id: 'secret-key-removed',
    sentence: 'A Secret lacks a key that pods use.',
    risks: ['R3'],
    places: secrets,
    edit: removeKey,
  }),
  dangerous({
    id: 'secret-removed',
    sentence: 'A Secret that pods use is gone.',
    risks: ['R3'],
    places: used('Secret'),
    edit: drop,
  }),
  dangerous({
    id: 'secret-type-changed',
    sentence: 'A Secret has another type.',
    risks: ['R1'],
    places: objectsOf('Secret'),
    edit: ({ object }) => {
      object.type = 'example.org/other';
    },
  }),
  dangerous({
    id: 'frozen-value-changed',
    sentence: 'A value of something immutable differs.',
    risks: ['R1'],
    places: only(frozen, ({ object }) => hasAt(object, 'data')),
    edit: ({ object }) => setAt(object, 'data.added', 'b3Ro'),
  }),
  dangerous({
    id: 'frozen-thawed',
    sentence: 'Something immutable is not any more.',
    risks: ['R1'],
    places: frozen,
    edit: ({ object }) => removeAt(object, 'immutable'),
  }),
  dangerous({
    id: 'config-map-frozen',
    sentence: 'A ConfigMap cannot be changed any more.',
    risks: ['R1', 'R3', 'R4', 'R6'],
    places: changeable(used('ConfigMap')),
    refused: false,
    edit: ({ object }) => {
      object.immutable = true;
    },
  }),
];
