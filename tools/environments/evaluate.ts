// What an entry point evaluates to, as it is: `eval`.
import type { Json } from '../shared/json.ts';
import { inlineEnvironmentCode, readStaticEnvironment, staticEnvironmentCode } from './find.ts';
import { resolveProject } from './project.ts';
import { expressionScript } from './scripts.ts';
import type { Session } from './session.ts';

/** `expression` is a path into the value: `spec.replicas` or `[0]`. Throws JsonnetError and ToolError. */
export async function evaluateEntrypoint(
  session: Session,
  target: string,
  expression?: string,
): Promise<Json> {
  const project = resolveProject(target);
  const environment = readStaticEnvironment(session, project)?.environment;
  return session.evaluate({
    project,
    environmentCode: environment ? staticEnvironmentCode(environment) : inlineEnvironmentCode,
    ...(expression ? { script: expressionScript(expression), label: '<-e>' } : {}),
  });
}
