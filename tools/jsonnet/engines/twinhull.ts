// Our own engine behind the port. What is parsed and evaluated for one request serves the next.
import { evaluateToData } from '../index.ts';
import { Interpreter } from '../interpreter.ts';
import type { Evaluator } from '../port.ts';
import type { EngineOptions } from './index.ts';

export function createTwinhullEvaluator(options: EngineOptions): Evaluator {
  const interpreter = new Interpreter();
  return {
    name: 'twinhull',
    evaluate: async (request) => evaluateToData({ ...request, ...options }, interpreter),
    listInputs: () => interpreter.listInputs(),
  };
}
