// The tests against a real control plane: every file under tests/e2e/ that ends in .e2e.ts. Two at a time, because each has
// a control plane of its own, and waits most of the time.
import type { ViteUserConfig } from 'vitest/config';
import { caseTable } from './e2e/table.ts';

const onGitHub = process.env.GITHUB_ACTIONS === 'true';

const config: ViteUserConfig = {
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/e2e/**/*.e2e.ts'],
    globalSetup: 'tests/e2e/setup.ts',
    reporters: [caseTable, 'default', ...(onGitHub ? ['github-actions'] : [])],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
};

export default config;
