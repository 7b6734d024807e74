// The engines by name: ours, node-jsonnet as the second opinion, and any program that behaves like `jsonnet`.
import { ToolError } from '../../shared/diagnostics.ts';
import type { Evaluator } from '../port.ts';

export interface EngineOptions {
  /** Receives the lines of std.trace, and what a program writes to standard error while it succeeds. */
  readonly onTrace?: (line: string) => void;
}

const prefix = 'binary:';

/**
 * `twinhull` (or `go`, as environments made for Tanka call the default), `node-jsonnet`, or `binary:PATH`.
 * Fails with ToolError `engine-unknown` or `engine-missing`.
 */
export async function createEvaluator(name: string, options: EngineOptions = {}): Promise<Evaluator> {
  if (name === 'twinhull' || name === 'go') {
    return (await import('./twinhull.ts')).createTwinhullEvaluator(options);
  }
  if (name === 'node-jsonnet') return (await import('./nodeJsonnet.ts')).createNodeJsonnetEvaluator(options);
  if (name.startsWith(prefix)) {
    return (await import('./binary.ts')).createBinaryEvaluator(name.slice(prefix.length), options);
  }
  throw new ToolError('engine-unknown', { name });
}
