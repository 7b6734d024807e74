// How functions of the library that have their own code here are written down.
import type { Site } from '../../tree.ts';
import { type FunctionParameter, force, type Lazy, type Value } from '../values.ts';

export interface NativeFunction {
  readonly parameters: readonly FunctionParameter[];
  readonly call: (args: readonly (Lazy | undefined)[], site: Site) => Value;
}

/** `native(['a', 'b?'], (site, a, b) => …)`: arguments are evaluated; one that may be left out is undefined then. */
export function native(
  names: readonly string[],
  work: (site: Site, ...args: readonly (Value | undefined)[]) => Value,
): NativeFunction {
  const parameters = names.map((name) => ({ name: name.replace('?', ''), optional: name.endsWith('?') }));
  return {
    parameters,
    call: (args, site) => work(site, ...args.map((arg) => (arg === undefined ? undefined : force(arg)))),
  };
}
