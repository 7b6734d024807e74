// The process at a question: what comes while nobody can listen must end it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const io = fileURLToPath(new URL('../../tools/cli/io.ts', import.meta.url));

it('is ended by a SIGINT that comes with the question', async () => {
  const program = `
    import { processIo } from ${JSON.stringify(io)};
    const { interruption, ask } = processIo();
    interruption();
    process.stdout.write = () => process.kill(process.pid, 'SIGINT');
    ask('Sure? ');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program]);
  const hanging = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const [, signal] = await once(child, 'close');
  clearTimeout(hanging);
  expect(signal).toBe('SIGINT');
});
