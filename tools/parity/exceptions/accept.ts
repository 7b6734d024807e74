// Writes the current findings into parity.yaml, each waiting for its reason.
import { isMap, isSeq, type Node, parseDocument, visit } from 'yaml';
import { isAmbiguous } from '../../manifests/yaml/resolve.ts';
import { readTextFile, writeFileAtomic } from '../../shared/files.ts';
import type { Json } from '../../shared/json.ts';
import type { Finding } from '../model.ts';

/** Adds an entry with an empty reason per finding; everything else in the file stays as it is, comments included. */
export async function acceptFindings(file: string, findings: readonly Finding[]): Promise<void> {
  const document = parseDocument((await readTextFile(file)) ?? '');
  if (document.contents === null) document.set('exceptions', document.createNode([]));
  if (!isMap(document.contents)) return;
  if (!isSeq(document.get('exceptions'))) document.set('exceptions', document.createNode([]));
  const list = document.get('exceptions');
  if (isSeq(list)) list.flow = false;
  for (const finding of findings)
    document.addIn(['exceptions'], quoteAmbiguous(document.createNode(entryOf(finding))));
  await writeFileAtomic(file, document.toString({ lineWidth: 0 }));
}

/** The file is read as Kubernetes reads YAML, to which more words are no texts than to the library that writes. */
function quoteAmbiguous<Kind extends Node>(node: Kind): Kind {
  visit(node, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && isAmbiguous(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return node;
}

function entryOf({ code, object, path, before, after, risk }: Finding): Readonly<Record<string, Json>> {
  return {
    code,
    resource: `${object.kind}/${object.name}`,
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    reason: '',
    ...(risk === 'R1' || risk === 'R2' ? { acceptRisk: false } : {}),
  };
}
