// `show`: environments as a stream of YAML.
import { findEnvironment } from '../../environments/find.ts';
import { renderEnvironments } from '../../environments/render.ts';
import { formatYamlStream } from '../../manifests/yaml/write.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import {
  addJsonnetFlags,
  addWorkflowFlags,
  openSession,
  type WorkflowOptions,
  warnUnmatched,
} from '../flags.ts';

export const command: AnyCommand = defineCommand<WorkflowOptions>({
  arguments: '<path...>',
  description: 'Evaluate environments and print their manifests as YAML, to a terminal or a pipe.',
  examples: [
    ['twinhull show environments/dispatch/home-ops', 'everything in one environment'],
    ["twinhull show environments/prod -t 'deployment/.*' -t '!deployment/canary'", 'some of its resources'],
    ['twinhull show environments --name prod', 'one of several inline environments'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    addWorkflowFlags(parser);
    addJsonnetFlags(parser);
    // Tanka refuses pipes without it; here it changes nothing.
    parser.option('--dangerous-allow-redirect', 'accepted for compatibility; pipes are always allowed');
  },
  run: async ({ args, options, io }) => {
    const session = openSession(options, io);
    const found = [];
    for (const target of args) found.push(await findEnvironment(session, target, options.name));
    const manifests = [];
    for await (const rendered of renderEnvironments(session, found, { targets: options.target ?? [] })) {
      warnUnmatched({ ...rendered, selected: rendered.manifests }, options, io);
      manifests.push(...rendered.manifests);
    }
    io.page(formatYamlStream(manifests));
    return 0;
  },
});
