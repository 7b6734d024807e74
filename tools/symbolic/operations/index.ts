// The operations of the tree: what each one means, the type of its result, and where it has no sound template.
import { listOperations } from './lists.ts';
import { logicOperations } from './logic.ts';
import type { OperationName } from './names.ts';
import { numberOperations } from './numbers.ts';
import type { Operation } from './operation.ts';
import { textOperations } from './text.ts';

export type { OperationName } from './names.ts';

export const operations: Readonly<Record<OperationName, Operation>> = {
  ...logicOperations,
  ...numberOperations,
  ...textOperations,
  ...listOperations,
};
