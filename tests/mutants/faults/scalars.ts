// Faults in how scalars are printed: quotes, casts, booleans, defaults.
import type { Fault } from '../fault.ts';

export const scalarFaults: readonly Fault[] = [
  {
    name: 'dropped-quote',
    breaks: 'Texts stand in YAML without quotes, so that some are read as numbers or booleans.',
    file: 'tools/chart/templates/scalar.ts',
    find: "  return action(pipe(context.print.expression(node, context), 'quote').text);\n}\n\n/**\n * std.toString",
    replace: '  return action(context.print.expression(node, context).text);\n}\n\n/**\n * std.toString',
  },
];
