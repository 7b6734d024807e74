// What --accept-risk takes is what there is.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { acceptableRisks } from '../../tools/cluster/assess.ts';

it('every code of a change that is refused or loses data can be accepted', () => {
  const folder = fileURLToPath(new URL('../../tools/parity/classify', import.meta.url));
  const texts = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const codes = texts.flatMap((text) =>
    [...text.matchAll(/\bcode: '([a-z-]+)',\s+risk: [^,]*'R[12]'/g)].map(([, code]) => code),
  );
  expect(codes.length).toBeGreaterThan(10);
  expect([...acceptableRisks].sort()).toEqual([...new Set(['R1', 'R2', ...codes])].sort());
});
