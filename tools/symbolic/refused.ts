// What cannot be compiled, as the error that a user sees: one for all of it, each with its place.
import { positionAt } from '../jsonnet/source.ts';
import { type Diagnostic, formatDiagnostic, ToolError } from '../shared/diagnostics.ts';
import type { Fault, Node } from './tree.ts';

/** One error for all that is refused, each once, in the order of the sources. */
export function refuse(faults: readonly Fault[]): ToolError {
  const diagnostics = faults.map(diagnose);
  const seen = new Set<string>();
  const unique = diagnostics.filter((one) => {
    const key = formatDiagnostic(one);
    return !seen.has(key) && seen.add(key);
  });
  const count = unique.length === 1 ? 'one expression' : `${unique.length} expressions`;
  return new ToolError('symbolic-refused', { count }, { diagnostics: unique });
}

function diagnose(fault: Fault): Diagnostic {
  const [code, args] =
    fault.kind === 'refusal'
      ? ([fault.code, fault.args] as const)
      : (['symbolic-failure', { problem: textOfMessage(fault.message) }] as const);
  if (!fault.site) return { code, severity: 'error', args };
  const { source, span } = fault.site;
  return { code, severity: 'error', file: source.name, span: positionAt(source, span.start), args };
}

function textOfMessage(message: Node): string {
  return message.kind === 'literal' ? String(message.value) : 'it always fails';
}
