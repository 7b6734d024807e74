// Makes sure that no process or file of a control plane outlives the tests, however those end.
import { spawn } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Guard {
  /** Process groups that are to end with this process. */
  readonly add: (pid: number) => void;
  readonly remove: (pid: number) => void;
  /** Kills what is left and deletes the directory, unless told to keep it. */
  readonly close: (options?: { readonly keepFiles?: boolean }) => Promise<void>;
}

// `cat` ends when this process closes the pipe or is gone, be it by SIGKILL.
const script = `
cat > /dev/null
for group in $(cat "$1/groups"); do kill -s KILL -- "-$group"; done
[ -e "$1/keep" ] || rm -rf "$1"
`;

/** Watches over a directory and the process groups that work in it. */
export function createGuard(directory: string): Guard {
  const groups = new Set<number>();
  const note = () => {
    const draft = join(directory, 'groups.draft');
    writeFileSync(draft, [...groups].join('\n'));
    renameSync(draft, join(directory, 'groups'));
  };
  note();
  const watcher = spawn('sh', ['-c', script, 'guard', directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const closed = new Promise<void>((resolve) => watcher.once('close', () => resolve()));
  watcher.unref();
  return {
    add: (pid) => {
      groups.add(pid);
      note();
    },
    remove: (pid) => {
      groups.delete(pid);
      note();
    },
    close: async ({ keepFiles = false } = {}) => {
      if (keepFiles) writeFileSync(join(directory, 'keep'), '');
      watcher.ref();
      watcher.stdin.end();
      await closed;
    },
  };
}
