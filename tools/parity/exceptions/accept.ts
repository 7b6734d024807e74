// Writes the current findings into parity.yaml, each waiting for its reason.
import { isMap, isSeq, parseDocument } from 'yaml';
import { readTextFile, writeFileAtomic } from '../../shared/files.ts';
import type { Json } from '../../shared/json.ts';
import type { Finding } from '../model.ts';

/** Adds an entry with an empty reason per finding; everything else in the file stays as it is, comments included. */
export async function acceptFindings(file: string, findings: readonly Finding[]): Promise<void> {
  const document = parseDocument((await readTextFile(file)) ?? '');
  if (!isMap(document.contents)) return;
  if (!isSeq(document.get('exceptions'))) document.set('exceptions', document.createNode([]));
  const list = document.get('exceptions');
  if (isSeq(list)) list.flow = false;
  for (const finding of findings) document.addIn(['exceptions'], document.createNode(entryOf(finding)));
  await writeFileAtomic(file, document.toString({ lineWidth: 0 }));
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
