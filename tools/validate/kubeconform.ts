// Runs kubeconform over manifests and reads what it says about each.
import type { Environment } from '../process/obtain.ts';
import { runProgram } from '../process/run.ts';
import { ToolError } from '../shared/diagnostics.ts';

export interface Verdict {
  readonly status: 'statusValid' | 'statusInvalid' | 'statusError' | 'statusSkipped' | '';
  /** All failures in one line; `validationErrors` leaves out what is nested. */
  readonly msg: string;
}

interface Request {
  /** For `-schema-location`. */
  readonly location: string;
  readonly env: Environment;
}

/** One verdict per manifest, in their order. Fails with the errors of `runProgram`. */
export async function runKubeconform(
  manifests: readonly unknown[],
  request: Request,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const documents of splitBatches(manifests.map(formatDocument))) {
    verdicts.push(...(await runBatch(documents, request)));
  }
  return verdicts;
}

async function runBatch(
  documents: readonly string[],
  { location, env }: Request,
): Promise<readonly Verdict[]> {
  // One worker, because several would answer in any order and the answers do not name the namespace.
  const args = ['-strict', '-verbose', '-n', '1', '-output', 'json', '-schema-location', location, '-'];
  const { stdout, stderr } = await runProgram('kubeconform', args, {
    stdin: documents.join('\n---\n'),
    exitCodes: [0, 1],
    env,
  });
  const verdicts = readVerdicts(stdout);
  if (verdicts?.length === documents.length) return verdicts;
  const outcome = `gave ${verdicts?.length ?? 'no'} readable answers to ${documents.length} manifests`;
  throw new ToolError('program-failed', {
    command: 'kubeconform',
    outcome,
    said: stderr.trim() || 'nothing',
  });
}

function readVerdicts(stdout: string): readonly Verdict[] | undefined {
  try {
    return (JSON.parse(stdout) as { readonly resources: readonly Verdict[] }).resources;
  } catch {
    return undefined;
  }
}

/**
 * kubeconform reads a stream into a buffer of 4 MiB and moves what is left to its front after half of it, while the
 * worker may still read there. Batches below that half are safe, and a longer document is so when it is alone.
 */
const safeLength = 1_900_000;

function splitBatches(documents: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const document of documents) {
    const added = Buffer.byteLength(document) + 5;
    if (length + added > safeLength) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)?.push(document);
    length += added;
  }
  return batches;
}

// JSON on one line, with the characters escaped that JSON allows in strings and kubeconform's YAML reader does not.
function formatDocument(manifest: unknown): string {
  return JSON.stringify(manifest)
    .replace(/\\u(d[89a-f][0-9a-f]{2})/g, '\\ufffd')
    .replace(/[\u007f-\u009f\ufeff\ufffe\uffff]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
