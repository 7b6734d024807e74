// Functions from outside as functions of Jsonnet: plain data goes in, plain data comes back.
import { messageOf } from '../shared/errors.ts';
import { fromJson } from './data.ts';
import { JsonnetError } from './errors.ts';
import { runtimeError } from './evaluation/stack.ts';
import type { Value } from './evaluation/values.ts';
import { toJson } from './manifest/json.ts';
import type { Native } from './port.ts';
import { Builtin } from './std/define.ts';

/** What `std.native` gives. */
export function createNative(native: Native): Value {
  const parameters = native.parameters.map((name) => ({ name }));
  return new Builtin(native.name, parameters, (...args: Value[]) => fromJson(callNative(native, args)));
}

function callNative(native: Native, args: readonly Value[]): ReturnType<Native['call']> {
  const data = args.map((arg) => toJson(arg));
  try {
    return native.call(...data);
  } catch (error) {
    if (error instanceof JsonnetError) throw error;
    throw runtimeError(messageOf(error));
  }
}
