// The trace lines of manifestation: where in the result, not in the code, evaluation was.
import { enter, type PseudoSite, stack } from '../evaluation/stack.ts';
import { quoteForTrace } from './escape.ts';

/** One per array being printed; `index` moves along, and the text is made only when an error needs it. */
export class ElementPlace implements PseudoSite {
  index = 0;
  get message(): string {
    return `Array element ${this.index}`;
  }
}

export class FieldPlace implements PseudoSite {
  name = '';
  get message(): string {
    return `Field ${quoteForTrace(this.name)}`;
  }
}

export const assertionsPlace: PseudoSite = { message: 'Checking object assertions' };
export const resultPlace: PseudoSite = { message: 'During manifestation' };

/** Run `work` with a place on the trace; without a place just run it. */
export function at<T>(place: PseudoSite | undefined, work: () => T): T {
  if (!place) return work();
  enter(place);
  const result = work();
  stack.depth--;
  return result;
}
