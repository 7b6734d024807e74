// Random well-typed trees over a fixed set of values.
import type { Random } from '../../tools/shared/random.ts';
import { call, choose, not } from '../../tools/symbolic/build.ts';
import type { OperationName } from '../../tools/symbolic/operations/index.ts';
import { makeList, makeObject } from '../../tools/symbolic/parts.ts';
import {
  errorNode,
  field,
  foldNode,
  freshVariable,
  index,
  input,
  literal,
  type Node,
  narrow,
  type Part,
} from '../../tools/symbolic/tree.ts';
import {
  allKinds,
  fieldOf,
  integer,
  isKind,
  memberOf,
  stringType,
  type Type,
} from '../../tools/symbolic/types.ts';
import { fields, keys, valuesType, words } from './treeValues.ts';

export type Want =
  | 'boolean'
  | 'string'
  | 'integer'
  | 'number'
  | 'words'
  | 'integers'
  | 'booleans'
  | 'object'
  | 'any';

/** Operations by what they give. */
const giving: Readonly<
  Record<Exclude<Want, 'booleans' | 'object' | 'number' | 'any'>, readonly OperationName[]>
> = {
  boolean:
    'not and or and or and or equals equals less empty is has startsWith endsWith contains any all member'.split(
      ' ',
    ) as OperationName[],
  string: [
    'concat',
    'concat',
    'toText',
    'join',
    'format',
    'substring',
    'trim',
    'asciiLower',
    'asciiUpper',
    'sha256',
    'json',
  ],
  integer: ['add', 'subtract', 'multiply', 'minimum', 'maximum', 'modulo', 'length'],
  words: ['sort', 'set', 'reverse', 'keys', 'characters', 'split', 'slice'],
  integers: ['range'],
};

const filling: readonly Want[] = ['string', 'words', 'object', 'booleans'];

/** What operations take, where that says it all. */
const takes: Readonly<Partial<Record<OperationName, readonly (readonly Want[])[]>>> = {
  not: [['boolean']],
  empty: [filling],
  length: [filling],
  startsWith: [['string'], ['string']],
  endsWith: [['string'], ['string']],
  contains: [['string'], ['string']],
  any: [['booleans']],
  all: [['booleans']],
  toText: [['string', 'integer', 'boolean']],
  join: [['string'], ['words']],
  trim: [['string']],
  asciiLower: [['string']],
  asciiUpper: [['string']],
  sha256: [['string']],
  json: [['boolean', 'object', 'words', 'string']],
  subtract: [['integer'], ['integer']],
  multiply: [['integer'], ['integer']],
  minimum: [['integer'], ['integer']],
  maximum: [['integer'], ['integer']],
  sort: [['words']],
  set: [['words']],
  reverse: [['words']],
  characters: [['string']],
};

const kindsOfAny: readonly Want[] = ['string', 'boolean', 'object', 'words', 'integer'];
const comparable: readonly Want[] = ['boolean', 'string', 'integer', 'number', 'words', 'object', 'any'];

/** Makes trees. What it made before is used again, so that rules about equal nodes have something to find. */
export class Grower {
  private readonly random: Random;
  private readonly failing: number;
  private readonly pool = new Map<Want, Node[]>();
  private scope: readonly Node[] = [];

  constructor(random: Random, { failing = 0.03 }: { failing?: number } = {}) {
    this.random = random;
    this.failing = failing;
  }

  values(name: keyof typeof fields & string): Node {
    return field(input('values', valuesType), name, fields[name] as Type);
  }

  grow(want: Want, depth: number): Node {
    const made = this.pool.get(want) ?? [];
    if (this.random.chance(this.failing)) return this.error();
    if (made.length > 0 && this.random.chance(0.25)) return this.random.pick(made);
    const node = depth > 0 && this.random.chance(0.75) ? this.inner(want, depth - 1) : this.leaf(want);
    if (node.free.size === 0) this.pool.set(want, [...made.slice(-12), node]);
    return node;
  }

  private error(): Node {
    return errorNode({ kind: 'user', message: literal(this.random.pick(['one', 'two'])), site: undefined });
  }

  private leaf(want: Want): Node {
    const { random } = this;
    const local = this.scope.filter(({ type }) => suits(type, want));
    if (local.length > 0 && random.chance(0.7)) return random.pick(local);
    switch (want) {
      case 'boolean':
        return random.chance(0.15)
          ? literal(random.chance(0.5))
          : this.values(random.pick(['flag', 'other', 'third']));
      case 'string':
        return random.chance(0.35)
          ? literal(random.pick(words))
          : this.values(random.pick(['name', 'title', 'tag', 'mode', 'filled']));
      case 'integer':
        return random.chance(0.35)
          ? literal(random.below(7) - 2)
          : this.values(random.pick(['count', 'size', 'high']));
      case 'number':
        return random.chance(0.4) ? literal(random.pick([0.5, 0, 1, -2.25])) : this.values('ratio');
      case 'words':
        return random.chance(0.3)
          ? makeList(this.itemsOf('string', 0, 2))
          : random.chance(0.3)
            ? call('keys', this.values('map'))
            : this.values('words');
      case 'integers':
        return random.chance(0.4) ? makeList(this.itemsOf('integer', 0, 4)) : this.values('numbers');
      case 'booleans':
        return random.chance(0.3) ? makeList(this.itemsOf('boolean', 0, 2)) : this.values('flags');
      case 'object':
        return random.chance(0.2) ? makeObject([]) : this.values(random.pick(['map', 'struct']));
      case 'any':
        return random.chance(0.2) ? literal(null) : this.values(random.pick(['free', 'maybe', 'either']));
    }
  }

  private inner(want: Want, depth: number): Node {
    const { random } = this;
    if (random.chance(0.06) && (want === 'string' || want === 'integer')) return this.literals(want, depth);
    if (random.chance(0.2)) return choose(...this.branches(want, depth));
    const made = this.structure(want, depth);
    if (made) return made;
    const operation = random.pick(giving[want as keyof typeof giving]);
    return call(operation, ...this.argumentsOf(operation, depth));
  }

  /** A list of texts, and one that may be among them. */
  private words(depth: number): readonly Node[] {
    const text = this.grow('string', depth);
    if (!this.random.chance(0.1)) return [this.grow('words', depth), text];
    const known = ['skip', 'off'].map((word) => ({ kind: 'item', value: literal(word) }) as const);
    return [makeList(known), call('asciiLower', text)];
  }

  /** A choice between two literals. */
  private literals(want: 'string' | 'integer', depth: number): Node {
    const draw = (): Node => literal(want === 'string' ? this.random.pick(words) : this.random.below(3));
    return choose(this.grow('boolean', depth), draw(), draw());
  }

  /** A condition and two values. */
  branches(want: Want, depth: number): readonly [condition: Node, then: Node, otherwise: Node] {
    const { random } = this;
    const [then, otherwise] = [this.grow(want, depth), this.grow(want, depth)];
    if (want === 'string' && random.chance(0.1)) {
      const known = literal(random.pick(['', 'a']));
      return [call('equals', otherwise, known), known, otherwise];
    }
    return [this.grow('boolean', depth), then, otherwise];
  }

  /** Arguments that an operation can have. */
  argumentsOf(operation: OperationName, depth: number): readonly Node[] {
    const grow = (...wants: readonly Want[]): readonly Node[] => wants.map((want) => this.grow(want, depth));
    switch (operation) {
      case 'and':
      case 'or':
        return this.connected(depth);
      case 'equals':
        return this.compared(depth);
      case 'less':
        return this.ordered(depth);
      case 'is':
        return [this.narrower(this.grow('any', depth)), literal(this.random.pick(allKinds))];
      case 'keys':
        return [this.random.chance(0.2) ? makeObject([this.copied()]) : this.grow('object', depth)];
      case 'add':
        return this.added(depth);
      case 'has':
        return [
          this.narrower(this.grow('object', depth)),
          this.random.chance(0.5) ? this.grow('string', depth) : this.key(),
        ];
      case 'member':
        return this.random.chance(0.6) ? this.words(depth) : grow('integers', 'integer');
      case 'concat':
        return Array.from({ length: this.random.below(4) }, () => this.grow('string', depth));
      case 'format':
        return [literal('%s'), this.grow('string', depth)];
      case 'substring':
        return [this.grow('string', depth), literal(1), literal(2)];
      case 'split':
        return [this.grow('string', depth), literal(',')];
      case 'modulo':
        return [this.grow('integer', depth), literal(3)];
      case 'range':
        return [literal(0), this.grow('integer', depth)];
      case 'slice':
        return this.sliced(this.grow('words', depth));
      default:
        return grow(...(takes[operation] ?? []).map((wants) => this.random.pick(wants)));
    }
  }

  /** The same node, said to be of its own type. */
  private narrower(node: Node): Node {
    return this.random.chance(0.2) && node.kind !== 'error' ? narrow(node, node.type) : node;
  }

  private added(depth: number): readonly Node[] {
    const { random } = this;
    const pair = random.chance(0.3)
      ? [this.values('high'), literal(0)]
      : [this.grow('integer', depth), this.grow('integer', depth)];
    return random.chance(0.5) ? pair : pair.reverse();
  }

  private key(): Node {
    return literal(this.random.pick(keys));
  }

  /** Nodes that are no calls. */
  private structure(want: Want, depth: number): Node | undefined {
    const { random } = this;
    if (want === 'string' && random.chance(0.2))
      return random.chance(0.5) ? this.entry(depth) : this.narrowed();
    if (want === 'integer' && random.chance(0.1)) return this.total(depth);
    if (want === 'words' && random.chance(0.4)) return makeList(this.itemsOf('string', depth, 3));
    if (want === 'integers' && random.chance(0.7)) return makeList(this.itemsOf('integer', depth, 3));
    if (want === 'booleans') return makeList(this.itemsOf('boolean', depth, 3));
    if (want === 'object') return makeObject(this.fieldsOf(depth, 3));
    if (want === 'number') return this.grow('integer', depth);
    if (want === 'any') return this.grow(random.pick(kindsOfAny), depth);
    return undefined;
  }

  /** Two conditions, which often have something to do with each other. */
  private connected(depth: number): readonly Node[] {
    const { random } = this;
    const [left, other] = [this.grow('boolean', depth), this.grow('boolean', depth)];
    if (random.chance(0.4)) return [left, other];
    const [of = left] = random.chance(0.5) && left.kind === 'call' ? left.args : [];
    const shared = isKind(of.type, 'boolean') ? of : left;
    const asked = this.values(random.pick(['name', 'free']));
    return random.pick<() => readonly Node[]>([
      () => [left, call('or', random.chance(0.5) ? not(shared) : shared, other)],
      () => [left, call('and', random.chance(0.5) ? not(shared) : shared, other)],
      () => [left, not(shared)],
      () => [call('and', shared, other), call('and', not(shared), other)],
      () => [call('equals', asked, literal('a')), call('equals', asked, literal(random.pick(words)))],
    ])();
  }

  private compared(depth: number): readonly Node[] {
    const { random } = this;
    if (random.chance(0.1)) return [call('length', this.grow('words', depth)), literal(random.below(2))];
    if (random.chance(0.1)) return [this.fixed(), this.fixed()];
    if (random.chance(0.1)) return [this.grow('string', depth), literal('')];
    if (random.chance(0.05)) return [call('asciiUpper', this.grow('string', depth)), literal('SKIP')];
    const want = random.pick(comparable);
    const left = this.grow(want, depth);
    const right = this.grow(random.chance(0.85) ? want : random.pick(comparable), depth);
    return random.chance(0.2) ? [right, left] : [left, right];
  }

  /** A list or an object with known parts, not always others. */
  private fixed(): Node {
    const { random } = this;
    const value = (): Node => this.leaf('string');
    if (random.chance(0.5))
      return makeList([
        { kind: 'item', value: value() },
        { kind: 'item', value: value() },
      ]);
    const [first, second] = random.pick([
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'x'],
    ] as const);
    return makeObject([
      { kind: 'field', key: first, value: value() },
      { kind: 'field', key: second, value: value() },
    ]);
  }

  private ordered(depth: number): readonly Node[] {
    const { random } = this;
    const length = call('length', this.grow(random.pick<Want>(['words', 'object', 'string']), depth));
    if (random.chance(0.2)) return random.chance(0.5) ? [length, literal(1)] : [literal(0), length];
    const want = random.pick<Want>(['string', 'integer', 'number']);
    return [this.grow(want, depth), this.grow(want, depth)];
  }

  private sliced(list: Node): readonly Node[] {
    return [list, literal(this.random.below(2)), this.random.chance(0.5) ? call('length', list) : literal(2)];
  }

  /** An entry of a map, where it is there. */
  private entry(depth: number): Node {
    const [map, key] = [this.values('map'), this.grow('string', depth)];
    return choose(call('has', map, key), index(map, key, stringType), this.grow('string', depth));
  }

  /** A value of several kinds, where it is of the kind that is wanted. */
  private narrowed(): Node {
    const either = this.values('either');
    return choose(call('is', either, literal('string')), narrow(either, stringType), literal('none'));
  }

  /** A sum over a list, by a fold. */
  private total(depth: number): Node {
    const [item, accumulator] = [freshVariable(integer(-2, 2)), freshVariable(integer(-99, 99))];
    const over = this.grow('integers', depth);
    if (over.kind === 'error') return over;
    const body = this.within([item, accumulator], () =>
      call('add', accumulator, choose(this.grow('boolean', 1), item, literal(1))),
    );
    return foldNode({ over, item, accumulator, initial: literal(0), body });
  }

  private within<T>(variables: readonly Node[], work: () => T): T {
    const before = this.scope;
    this.scope = [...before, ...variables];
    try {
      return work();
    } finally {
      this.scope = before;
    }
  }

  private itemsOf(want: Want, depth: number, most: number): readonly Part[] {
    return Array.from({ length: this.random.below(most + 1) }, () => this.itemPart(want, depth)).flat();
  }

  private itemPart(want: Want, depth: number): readonly Part[] {
    const { random } = this;
    const item = (): readonly Part[] => [{ kind: 'item', value: this.grow(want, depth) }];
    if (depth === 0 || random.chance(0.5)) return item();
    const lists: Partial<Record<Want, Want>> = { string: 'words', integer: 'integers', boolean: 'booleans' };
    if (random.chance(0.35)) return [{ kind: 'splice', of: this.grow(lists[want] as Want, depth - 1) }];
    if (random.chance(0.6))
      return [{ kind: 'when', ...this.both(depth, () => this.itemsOf(want, depth - 1, 2)) }];
    return [this.loop(depth, item)];
  }

  private both(depth: number, parts: () => readonly Part[]): Omit<Extract<Part, { kind: 'when' }>, 'kind'> {
    return {
      condition: this.grow('boolean', depth - 1),
      parts: parts(),
      otherwise: this.random.chance(0.4) ? parts() : [],
    };
  }

  /** A loop over words or over items, perhaps with a filter. */
  private loop(depth: number, parts: () => readonly Part[]): Part {
    const over = this.random.chance(0.5) ? this.values('items') : this.grow('words', depth - 1);
    const item = freshVariable(memberOf(over.type, 'array')?.items ?? stringType);
    const made = this.within(this.reachable(item), () =>
      this.random.chance(0.3)
        ? [{ kind: 'when' as const, condition: this.grow('boolean', 1), parts: parts(), otherwise: [] }]
        : parts(),
    );
    return { kind: 'each', loop: { over, item }, parts: made };
  }

  /** What can be read from a loop's item. */
  private reachable(item: Node): readonly Node[] {
    const type = memberOf(item.type, 'object');
    if (!type) return [item];
    return ['name', 'on'].map((name) => field(item, name, fieldOf(type, name).type));
  }

  private fieldsOf(depth: number, most: number): readonly Part[] {
    return Array.from({ length: this.random.below(most + 1) }, () => this.fieldPart(depth)).flat();
  }

  private fieldPart(depth: number): readonly Part[] {
    const { random } = this;
    const value = (): Node => this.grow(random.pick<Want>(['string', 'boolean', 'integer']), depth);
    if (depth === 0 || random.chance(0.5)) return [{ kind: 'field', key: random.pick(keys), value: value() }];
    if (random.chance(0.25)) return [{ kind: 'splice', of: this.grow('object', depth - 1) }];
    if (random.chance(0.2)) return [{ kind: 'entry', key: this.grow('string', depth - 1), value: value() }];
    if (random.chance(0.6)) return [{ kind: 'when', ...this.both(depth, () => this.fieldsOf(depth - 1, 2)) }];
    if (random.chance(0.3)) return [this.copied()];
    return [this.loop(depth, () => [{ kind: 'entry', key: this.grow('string', 0), value: value() }])];
  }

  /** Entries named like the keys of a map. */
  private copied(): Part {
    const item = freshVariable(stringType);
    const loop = { over: call('keys', this.values('map')), item };
    return { kind: 'each', loop, parts: [{ kind: 'entry', key: item, value: literal(1) }] };
  }
}

function suits(type: Type, want: Want): boolean {
  if (want === 'string' || want === 'boolean') return isKind(type, want);
  return want === 'integer' && isKind(type, 'number');
}
