// Makes sure that dist/ is what the sources give, for tests of the real program.
import { execFileSync } from 'node:child_process';

export function build(): void {
  execFileSync(process.execPath, ['tools/build.js']);
}
