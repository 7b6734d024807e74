// All seeded faults.
import type { Fault } from '../fault.ts';
import { evaluationFaults } from './evaluation.ts';
import { factFaults } from './facts.ts';
import { layoutFaults } from './layout.ts';
import { mergeFaults } from './merges.ts';
import { operationFaults } from './operations.ts';
import { scalarFaults } from './scalars.ts';
import { scopeFaults } from './scopes.ts';

export const faults: readonly Fault[] = [
  ...scalarFaults,
  ...layoutFaults,
  ...scopeFaults,
  ...operationFaults,
  ...mergeFaults,
  ...evaluationFaults,
  ...factFaults,
];
