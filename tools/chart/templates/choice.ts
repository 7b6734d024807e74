// Conditions as control structures: `with` where the body uses what is tested, else `if` and `else if`.
import { not } from '../../symbolic/build.ts';
import { childrenOf } from '../../symbolic/children.ts';
import { type Node, widen } from '../../symbolic/tree.ts';
import { filledIn, isCall } from './condition.ts';
import { attempt, type Context, inner } from './context.ts';
import type { Arm, Item } from './document.ts';
import { addGiven } from './given.ts';
import type { Body } from './loops.ts';

export interface Branch extends Body {
  /** It is nothing but another choice. */
  readonly choice?: Choice;
}

export interface Choice {
  readonly condition: Node;
  /** How the condition is written, where that is not to be found out from the node. */
  readonly header?: string;
  readonly body: Branch;
  readonly otherwise?: Branch;
  /** Never as `with`. */
  readonly plain?: boolean;
}

/** The control structure, after the statements that its conditions need. */
export function chooseItems(choice: Choice, context: Context): Item[] {
  return inner(context, (inside) => {
    inside.items.push({ kind: 'control', arms: armsOf(straighten(choice), inside) });
  });
}

/** A test for emptiness reads better as one for the contrary. */
function straighten(choice: Choice): Choice {
  const { condition, body, otherwise } = choice;
  if (!otherwise || otherwise.choice || !isCall(condition, 'empty')) return choice;
  return { ...choice, condition: not(condition), body: otherwise, otherwise: body };
}

function armsOf(choice: Choice, context: Context): Arm[] {
  const { condition, body, otherwise } = choice;
  const step = { kind: 'when', condition } as const;
  const given = addGiven(context.given, condition);
  const filled = choice.plain || choice.otherwise?.choice ? undefined : filledIn(condition);
  const isWith = filled !== undefined && isWorthWith(filled, body.nodes);
  const first: Arm = isWith
    ? {
        header: `with ${context.print.expression(filled, context).text}`,
        items: inner(context, body.write, { dot: widen(filled), given }),
        step,
      }
    : {
        header: `if ${choice.header ?? context.print.condition(condition, context).text}`,
        items: inner(context, body.write, { given }),
        step,
      };
  return [first, ...otherwiseArms(otherwise, isWith, context)];
}

function otherwiseArms(otherwise: Choice['otherwise'], isWith: boolean, context: Context): Arm[] {
  if (!otherwise) return [];
  if (otherwise.choice && !isWith) {
    const next = straighten(otherwise.choice);
    if (isSilentlyAsked(next, context)) {
      const [first, ...rest] = armsOf({ ...next, plain: true }, context);
      return [{ ...(first as Arm), header: `else ${(first as Arm).header}` }, ...rest];
    }
  }
  return [{ header: 'else', items: inner(context, otherwise.write) }];
}

/** Whether the condition needs no statements before. */
function isSilentlyAsked({ header, condition }: Choice, context: Context): boolean {
  if (header !== undefined) return true;
  return attempt(context, (inside) => inside.print.condition(condition, inside)).items.length === 0;
}

/** Whether the body prints the tested value itself. */
function isWorthWith(value: Node, nodes: readonly Node[]): boolean {
  const wanted = widen(value);
  const seen = new Set<Node>();
  const uses = (node: Node): boolean => {
    if (node === wanted) return true;
    if (seen.has(node) || node.size <= wanted.size) return false;
    seen.add(node);
    return childrenOf(node).some(uses);
  };
  return nodes.some(uses);
}
