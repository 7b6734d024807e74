// What is known at a place of the tree: conditions that lead there, and what follows from them.
import { call } from './build.ts';
import { mayFail, operands } from './rules/rule.ts';
import { type Call, type If, type Loop, type Node, type Scalar, widen } from './tree.ts';
import { isInteger, type Kind, kindsOf, memberOf } from './types.ts';

/** Conditions that say more once one of their sides is known. */
type Open = Call | If;

interface Fact {
  readonly condition: Node;
  readonly holds: boolean;
}

/** Facts of one place; those of the places around it are in `outer`. */
export class Facts {
  private readonly outer: Facts | undefined;
  private readonly known = new Map<Node, boolean>();
  private readonly about = new Map<Node, Fact[]>();
  private readonly open: { readonly condition: Open; readonly holds: boolean }[] = [];
  /** Results of the walk that hold here. */
  readonly settled: Map<Node, Node> = new Map();

  /** Maps whose keys are looped over: inside, they are what they are outside. */
  private readonly fixed = new Map<Node, Node>();

  constructor(outer?: Facts) {
    this.outer = outer;
  }

  assume(condition: Node, holds: boolean): void {
    if (condition.kind === 'call' && condition.operation === 'not')
      return this.assume(condition.args[0] as Node, !holds);
    if (this.known.get(condition) === holds) return;
    this.settled.clear();
    this.known.set(condition, holds);
    this.remember(condition, holds);
    if (condition.kind === 'call') {
      if (condition.operation === (holds ? 'and' : 'or'))
        for (const arg of condition.args) this.assume(arg, holds);
      if (condition.operation === (holds ? 'or' : 'and')) this.open.push({ condition, holds });
    }
    if (holds && condition.kind === 'call' && condition.operation === 'or')
      for (const common of commonConjuncts(sidesOf(condition))) this.assume(common, true);
    if (condition.kind === 'if') this.open.push({ condition, holds });
    this.concludeOpen();
  }

  private remember(condition: Node, holds: boolean): void {
    if (condition.kind !== 'call' || condition.args.length === 0) return;
    const [first, second] = condition.args;
    const subject = condition.operation === 'less' && first?.kind === 'literal' ? second : first;
    const key = widen(subject as Node);
    const facts = this.about.get(key) ?? [];
    facts.push({ condition, holds });
    this.about.set(key, facts);
  }

  private concludeOpen(): void {
    for (let at: Facts | undefined = this; at; at = at.outer) {
      for (const { condition, holds } of at.open) {
        const side = this.lastSideOf(condition, holds);
        if (side && this.decide(side) === undefined) this.assume(side, holds);
      }
    }
  }

  /** Of a disjunction all but one of whose sides are excluded, the last one holds; of `if` the branch that is taken. */
  private lastSideOf(condition: Open, holds: boolean): Node | undefined {
    if (condition.kind === 'if') {
      const first = this.decide(condition.condition);
      return first === undefined ? undefined : first ? condition.then : condition.otherwise;
    }
    const sides = sidesOf(condition);
    const undecided = sides.filter((side) => this.decide(side) === undefined);
    const isOpen = undecided.length === 1 && sides.every((side) => this.decide(side) !== holds);
    return isOpen ? undecided[0] : undefined;
  }

  /**
   * Inside a loop the list is not empty, and the item is a key of the map whose keys are listed, which is what it is
   * outside.
   */
  enter({ over, item }: Loop, outside: Node | undefined): void {
    this.assume(call('empty', over), false);
    const map = listedBy(over);
    if (!map) return;
    if (outside) this.fixed.set(map, outside);
    this.assume(call('empty', map), false);
    this.assume(call('has', map, item), true);
  }

  fixedAs(node: Node): Node | undefined {
    for (let at: Facts | undefined = this; at; at = at.outer) {
      const found = at.fixed.get(node);
      if (found) return found;
    }
    return undefined;
  }

  /** Whether the condition holds here; undefined when that is not known. */
  decide(condition: Node): boolean | undefined {
    if (condition.kind === 'literal') return condition.value === true;
    for (let at: Facts | undefined = this; at; at = at.outer) {
      const found = at.known.get(condition);
      if (found !== undefined) return found;
    }
    if (condition.kind !== 'call') return undefined;
    switch (condition.operation) {
      case 'not':
        return invert(this.decide(condition.args[0] as Node));
      case 'and':
        return connect(
          condition.args.map((arg) => this.decide(arg)),
          false,
        );
      case 'or':
        return connect(
          condition.args.map((arg) => this.decide(arg)),
          true,
        );
      default:
        // Whatever the answer is, what fails has to be asked.
        return mayFail(condition) ? undefined : this.decideTest(condition);
    }
  }

  private decideTest({ operation, args: [first, second] }: Call): boolean | undefined {
    switch (operation) {
      case 'equals':
        return this.decideEquals(widen(first as Node), second as Node);
      case 'empty':
        return this.decideEmpty(widen(first as Node));
      case 'is':
        return this.decideKind(widen(first as Node), (second as { value: Kind } & Node).value);
      case 'less':
        return this.decideLess(first as Node, second as Node);
      default:
        return undefined;
    }
  }

  /** Comparisons of one integer with several literals: x >= 2 says that x > 1. */
  private decideLess(left: Node, right: Node): boolean | undefined {
    if (right.kind === 'literal' && typeof right.value === 'number') {
      const { least, most } = this.boundsOf(left);
      return most < right.value ? true : least >= right.value ? false : undefined;
    }
    if (left.kind !== 'literal' || typeof left.value !== 'number') return undefined;
    const { least, most } = this.boundsOf(right);
    return least > left.value ? true : most <= left.value ? false : undefined;
  }

  private boundsOf(node: Node): { least: number; most: number } {
    let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (!isInteger(node.type)) return { least, most };
    for (const { condition, holds } of this.factsAbout(widen(node))) {
      if (condition.kind !== 'call') continue;
      const [first, second] = condition.args;
      const isLess = condition.operation === 'less';
      if (isLess && second?.kind === 'literal') {
        const limit = Math.ceil(second.value as number);
        if (holds) most = Math.min(most, limit - 1);
        else least = Math.max(least, limit);
      } else if (isLess && first?.kind === 'literal') {
        const limit = Math.floor(first.value as number);
        if (holds) least = Math.max(least, limit + 1);
        else most = Math.min(most, limit);
      } else if (condition.operation === 'equals' && holds && second?.kind === 'literal')
        [least, most] = [second.value as number, second.value as number];
    }
    return { least, most };
  }

  /** The kinds that the node can still have. */
  kindsOf(node: Node): readonly Kind[] {
    let kinds = kindsOf(node.type);
    for (const { condition, holds } of this.factsAbout(widen(node))) {
      if (condition.kind !== 'call') continue;
      const [, second] = condition.args;
      if (condition.operation === 'is' && second?.kind === 'literal')
        kinds = kinds.filter((kind) => (kind === second.value) === holds);
      else if (condition.operation === 'equals' && holds && second?.kind === 'literal')
        kinds = kinds.filter((kind) => kind === kindOfScalar(second.value));
    }
    return kinds;
  }

  private *factsAbout(subject: Node): Generator<Fact> {
    for (let at: Facts | undefined = this; at; at = at.outer) yield* at.about.get(subject) ?? [];
  }

  private decideKind(subject: Node, kind: Kind): boolean | undefined {
    const kinds = this.kindsOf(subject);
    if (!kinds.includes(kind)) return false;
    return kinds.length === 1 ? true : undefined;
  }

  private decideEquals(subject: Node, value: Node): boolean | undefined {
    if (value.kind !== 'literal') return undefined;
    const others = new Set<Scalar>();
    for (const { condition, holds } of this.factsAbout(subject)) {
      if (condition.kind !== 'call') continue;
      const [, second] = condition.args;
      if (condition.operation === 'equals' && second?.kind === 'literal') {
        if (holds) return second.value === value.value;
        others.add(second.value);
      }
      if (condition.operation === 'empty' && typeof value.value === 'string') {
        if (holds && value.value !== '') return false;
        if (!holds) others.add('');
      }
      if (condition.operation === 'is' && second?.kind === 'literal') {
        if ((second.value === kindOfScalar(value.value)) !== holds) return false;
      }
    }
    const values = memberOf(subject.type, 'string')?.values;
    const rest = subject.type.kind === 'string' ? values?.filter((one) => !others.has(one)) : undefined;
    return rest?.length === 1 && rest[0] === value.value ? true : undefined;
  }

  private decideEmpty(subject: Node): boolean | undefined {
    for (const { condition, holds } of this.factsAbout(subject)) {
      if (condition.kind !== 'call' || !holds) continue;
      const [, second] = condition.args;
      if (condition.operation === 'has') return false;
      if (condition.operation === 'equals' && second?.kind === 'literal') return second.value === '';
    }
    return undefined;
  }
}

/** The map whose keys a list has. */
export function listedBy(over: Node): Node | undefined {
  return over.kind === 'call' && over.operation === 'keys' ? over.args[0] : undefined;
}

/** What all sides of a disjunction say. */
function commonConjuncts([first, ...others]: readonly Node[]): readonly Node[] {
  const all = others.map((side) => operands(side, 'and'));
  return first ? operands(first, 'and').filter((one) => all.every((some) => some.includes(one))) : [];
}

/** `a || b || c` as one list. */
function sidesOf(node: Call): readonly Node[] {
  return node.args.flatMap((arg) =>
    arg.kind === 'call' && arg.operation === node.operation ? sidesOf(arg) : [arg],
  );
}

function kindOfScalar(value: Scalar): Kind {
  return value === null ? 'null' : (typeof value as Kind);
}

function invert(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function connect(values: readonly (boolean | undefined)[], decisive: boolean): boolean | undefined {
  if (values.includes(decisive)) return decisive;
  return values.includes(undefined) ? undefined : !decisive;
}
