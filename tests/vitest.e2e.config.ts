// The tests against a real control plane: every file under tests/e2e/ that ends in .e2e.ts, one after the other.
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = {
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/e2e/**/*.e2e.ts'],
    globalSetup: 'tests/e2e/setup.ts',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
};

export default config;
