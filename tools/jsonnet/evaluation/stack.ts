// The Jsonnet call stack as a shadow of the host's: one entry per call, so that errors know their trace and depth has a limit.
import { JsonnetError, type Frame as TraceFrame } from '../errors.ts';
import type { Source, Span } from '../source.ts';

/** A place in the program that can call something: what a trace line is made of. Made once, when code is compiled. */
export interface Site {
  readonly source: Source;
  readonly span: Span;
  readonly context: string;
}

/** A place that is no code, such as `During evaluation`. */
export interface PseudoSite {
  readonly message: string;
}

interface Stack {
  depth: number;
  limit: number;
  sites: (Site | PseudoSite)[];
}

/** Evaluation is synchronous, so one stack serves the process; `withStack` gives each evaluation a fresh one. */
export const stack: Stack = { depth: 0, limit: 500, sites: [] };

/** Enter a call made at `site`; pair it with `stack.depth--`. Errors end the evaluation, so they need no unwinding. */
export function enter(site: Site | PseudoSite): void {
  if (stack.depth >= stack.limit) throw runtimeError('max stack frames exceeded.', site);
  stack.sites[stack.depth++] = site;
}

/** Run `work` on an empty stack of `limit` frames and restore the caller's, whatever happens. */
export function withStack<T>(limit: number, work: () => T): T {
  const { depth, limit: oldLimit, sites } = stack;
  stack.depth = 0;
  stack.limit = limit;
  stack.sites = [];
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? hostStackExhausted(error) : error;
  } finally {
    stack.depth = depth;
    stack.limit = oldLimit;
    stack.sites = sites;
  }
}

function hostStackExhausted(cause: RangeError): Error {
  if (!/call stack/i.test(cause.message)) return cause;
  const { message, frames } = runtimeError('max stack frames exceeded.');
  return new JsonnetError('runtime', message, frames, cause);
}

/** An error at `site` (when the failing place is known) below the calls that led to it. */
export function runtimeError(message: string, site?: Site | PseudoSite): JsonnetError {
  const frames: TraceFrame[] = site ? [traceFrame(site)] : [];
  for (let at = stack.depth - 1; at >= 0; at--) frames.push(traceFrame(stack.sites[at] as Site | PseudoSite));
  return new JsonnetError('runtime', message, frames);
}

function traceFrame(site: Site | PseudoSite): TraceFrame {
  if ('message' in site) return { place: site.message, context: '' };
  return { place: { source: site.source, span: site.span }, context: site.context };
}
