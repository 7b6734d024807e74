// Has the programs of the control plane built before the first test begins, as that takes minutes where they are absent.
import { obtainPrograms } from '../cluster/programs.ts';

export async function setup(): Promise<void> {
  await obtainPrograms('1.35');
}
