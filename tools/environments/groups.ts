// Which environments are evaluated together.
import type { FoundEnvironment } from './find.ts';
import type { RenderOptions } from './render.ts';

/** How many environments of one entry point are evaluated together. */
const groupSize = 50;

/** Environments that are evaluated together: of one entry point, by one engine. */
export function groupByEntrypoint(
  found: readonly FoundEnvironment[],
  { engineFor }: RenderOptions,
): readonly (readonly FoundEnvironment[])[] {
  const groups: FoundEnvironment[][] = [];
  for (const next of found) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    const fits =
      group !== undefined &&
      first !== undefined &&
      first.number !== undefined &&
      group.length < groupSize &&
      first.project.entrypoint === next.project.entrypoint &&
      engineFor?.(first.environment) === engineFor?.(next.environment);
    if (fits) group.push(next);
    else groups.push([next]);
  }
  return groups;
}
