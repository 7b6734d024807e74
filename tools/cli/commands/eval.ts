// `eval`: what an environment evaluates to, before anything is made of it.
import { evaluateEntrypoint } from '../../environments/evaluate.ts';
import { formatGoJson } from '../../environments/json.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addJsonnetFlags, type JsonnetOptions, openSession } from '../flags.ts';

interface Options extends JsonnetOptions {
  readonly eval?: string;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path>',
  description: 'Evaluate the Jsonnet of an environment and print the value as JSON.',
  examples: [
    ['twinhull eval environments/dispatch/home-ops', 'the whole value'],
    ['twinhull eval environments/dispatch/home-ops -e web.spec.replicas', 'a part of it'],
    ["twinhull eval environments/prod -e '[0]'", 'an element of an array'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser.option('-e, --eval <expression>', 'a path into the value; only that is evaluated');
    addJsonnetFlags(parser);
  },
  run: async ({ args: [target = ''], options, io }) => {
    const value = await evaluateEntrypoint(openSession(options, io), target, options.eval);
    io.page(formatGoJson(value, '  '));
    return 0;
  },
});
