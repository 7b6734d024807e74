// The table of cases that a run of these tests ends with: what was tried in each file, how it went, how long it took.
import { basename } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

interface Row {
  readonly name: string;
  readonly outcome: string;
  readonly seconds: string;
}

/** A reporter that prints the table to standard output. */
export const caseTable: Reporter = {
  onTestRunEnd: (modules) => {
    process.stdout.write(modules.map(formatModule).join(''));
  },
};

function formatModule(module: TestModule): string {
  const rows = [...module.children.allTests()].map((test): Row => {
    const { duration = 0 } = test.diagnostic() ?? {};
    const name = test.fullName.replaceAll(' > ', ': ');
    return { name, outcome: test.result().state, seconds: `${(duration / 1000).toFixed(1)} s` };
  });
  const width = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map(
    ({ name, outcome, seconds }) => `  ${name.padEnd(width)}  ${outcome.padEnd(8)}${seconds.padStart(8)}`,
  );
  const passed = rows.filter(({ outcome }) => outcome === 'passed').length;
  const head = `${basename(module.moduleId)}: ${passed} of ${rows.length} cases passed`;
  return `\n${[head, ...lines].join('\n')}\n`;
}
