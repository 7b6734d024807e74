// All seeded faults.
import type { Fault } from '../fault.ts';
import { scalarFaults } from './scalars.ts';

export const faults: readonly Fault[] = [...scalarFaults];
