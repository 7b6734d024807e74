// The question before something is changed for good, asked as Tanka asks it.
import { ToolError } from '../shared/diagnostics.ts';
import type { Io } from './io.ts';

/** Goes on after `yes`. Fails with ToolError `aborted` after everything else. */
export function confirm(io: Io, intention: string): void {
  const answer = io.ask(`${intention}\nPlease type 'yes' to confirm: `);
  if (answer?.trim() !== 'yes') throw new ToolError('aborted');
}
