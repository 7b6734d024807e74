// YAML inside texts, read so that only what every reader of YAML takes for the same is the same.
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { composeDocuments } from '../../manifests/yaml/documents.ts';
import { readYamlDocuments } from '../../manifests/yaml/read.ts';
import { isAmbiguous, resolvePlain } from '../../manifests/yaml/resolve.ts';
import { openSource } from '../../manifests/yaml/source.ts';
import type { Json } from '../../shared/json.ts';

const options = { file: '', limits: { length: 1_000_000, depth: 100, aliasNodes: 10_000 } };

/** First lines that programs look at. */
const meaningful = /^#(?:!|cloud-config)/;

/**
 * The only document, or a list of several. Throws for what cannot be read, and for tags: only the application knows
 * what they mean.
 */
export function readExactYaml(text: string): Json {
  if (meaningful.test(text)) throw new Error('the first line is no comment');
  // The reader of manifests refuses what is too large, keys that are there twice and circles of aliases.
  readYamlDocuments(text, options);
  const documents = Array.from(composeDocuments(openSource(text, options)), (document) =>
    toExact(document.contents, document),
  );
  return documents.length === 1 ? (documents[0] as Json) : documents;
}

function toExact(node: unknown, document: Document): Json {
  if (isAlias(node)) return toExact(node.resolve(document), document);
  if (node === null || node === undefined) return null;
  if ((node as Node).tag !== undefined) throw new Error('there is a tag');
  if (isSeq(node)) return node.items.map((item) => toExact(item, document));
  if (isMap(node)) {
    const fields = node.items.map(
      ({ key, value }) => [keyOf(key, document), toExact(value, document)] as const,
    );
    return Object.fromEntries(fields);
  }
  return isScalar(node) ? exactScalar(node) : null;
}

function keyOf(key: unknown, document: Document): string {
  return String(toExact(key, document));
}

function exactScalar({ type, source, value }: Scalar): Json {
  if (type !== 'PLAIN') return String(value);
  const text = source ?? '';
  if (!isAmbiguous(text)) return text;
  const found = resolvePlain(text, 'v2');
  if (found.kind === 'null') return null;
  const isPlain = 'value' in found && String(found.value) === text && typeof found.value !== 'bigint';
  return isPlain ? found.value : `${text} (unquoted)`;
}
