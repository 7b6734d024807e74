// The syntax tree: what the parser makes of a text, before names are resolved. Positions are offsets into the source.
import type { Source, Span } from '../source.ts';

/**
 * One parsed text. `comments` are in order of position, so that a formatter can put them back; a line comment ends
 * before its newline. Chains (operators, calls, `local`s, `else if`s) can make the tree far deeper than brackets do.
 */
export interface Tree {
  readonly source: Source;
  readonly root: Expression;
  readonly comments: readonly Comment[];
}

export interface Comment extends Span {
  readonly kind: 'line' | 'block';
}

interface Node<K extends string> extends Span {
  readonly kind: K;
}

export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | '=='
  | '!='
  | '&'
  | '^'
  | '|'
  | '&&'
  | '||';
export type UnaryOperator = '!' | '~' | '+' | '-';
/** `:` keeps what the inherited field says, `::` hides, `:::` shows. */
export type Visibility = ':' | '::' | ':::';
export type ImportForm = 'import' | 'importstr' | 'importbin';

export interface Null extends Node<'null'> {}
export interface True extends Node<'true'> {}
export interface False extends Node<'false'> {}
export interface Self extends Node<'self'> {}
export interface Dollar extends Node<'dollar'> {}
/** `text` is as written, without `_` separators. */
export interface NumberLiteral extends Node<'number'> {
  readonly text: string;
}
/** `value` is the meaning: escapes resolved, block indentation removed. */
export interface StringLiteral extends Node<'string'> {
  readonly form: 'double' | 'single' | 'verbatim-double' | 'verbatim-single' | 'block';
  readonly value: string;
}
export interface Variable extends Node<'variable'> {
  readonly name: string;
}
export interface Parenthesised extends Node<'parentheses'> {
  readonly inner: Expression;
}
export interface ArrayLiteral extends Node<'array'> {
  readonly items: readonly Expression[];
}
/** `clauses` from left to right; the first is always a `for`. */
export interface ArrayComprehension extends Node<'array-comprehension'> {
  readonly body: Expression;
  readonly clauses: readonly Clause[];
}
export type Clause = ForClause | IfClause;
export interface ForClause extends Node<'for'> {
  readonly variable: string;
  readonly list: Expression;
}
export interface IfClause extends Node<'if-clause'> {
  readonly condition: Expression;
}
export interface ObjectLiteral extends Node<'object'> {
  readonly members: readonly Member[];
}
/** `{ local a = …, [name]: body, for … }`. The one field is in `field`; locals before and after it in `locals`. */
export interface ObjectComprehension extends Node<'object-comprehension'> {
  readonly locals: readonly Bind[];
  readonly field: Field;
  readonly clauses: readonly Clause[];
}
export type Member = Field | ObjectLocal | ObjectAssert;
export interface Field extends Node<'field'> {
  readonly name: FieldName;
  /** `+:`, `+::`, `+:::`. */
  readonly plus: boolean;
  readonly visibility: Visibility;
  /** Present for methods, `f(a, b): …`. */
  readonly parameters?: readonly Parameter[];
  readonly body: Expression;
}
/** The span of a computed name includes its brackets. */
export type FieldName =
  | (Span & { readonly kind: 'identifier' | 'literal'; readonly value: string })
  | (Span & { readonly kind: 'computed'; readonly expression: Expression });
/** Spans its bind, without `local`. */
export interface ObjectLocal extends Node<'object-local'> {
  readonly bind: Bind;
}
export interface ObjectAssert extends Node<'object-assert'> {
  readonly condition: Expression;
  readonly message?: Expression;
}
/** `target.name`. */
export interface Dot extends Node<'dot'> {
  readonly target: Expression;
  readonly name: string;
}
/** `target[index]`. */
export interface Index extends Node<'index'> {
  readonly target: Expression;
  readonly index: Expression;
}
export interface Slice extends Node<'slice'> {
  readonly target: Expression;
  readonly from?: Expression;
  readonly to?: Expression;
  readonly step?: Expression;
}
/** `super.name` or `super[index]`. Its span is that of `super` alone, as in go-jsonnet's traces. */
export interface SuperIndex extends Node<'super'> {
  readonly index: { readonly name: string } | { readonly expression: Expression };
}
export interface InSuper extends Node<'in-super'> {
  readonly name: Expression;
}
/** Ends after `)`, before a `tailstrict`. */
export interface Apply extends Node<'apply'> {
  readonly target: Expression;
  readonly positional: readonly Expression[];
  readonly named: readonly NamedArgument[];
  readonly tailstrict: boolean;
}
export interface NamedArgument extends Span {
  readonly name: string;
  readonly value: Expression;
}
/** `left { … }`. */
export interface ApplyBrace extends Node<'apply-brace'> {
  readonly left: Expression;
  readonly right: ObjectLiteral | ObjectComprehension;
}
export interface Binary extends Node<'binary'> {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Unary extends Node<'unary'> {
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}
export interface Local extends Node<'local'> {
  readonly binds: readonly Bind[];
  readonly body: Expression;
}
/** `name = body`, or `name(parameters) = body` (then `parameters` is present, even when empty). */
export interface Bind extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters?: readonly Parameter[];
  readonly body: Expression;
}
export interface Function extends Node<'function'> {
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}
export interface Parameter extends Span {
  readonly name: string;
  readonly default?: Expression;
}
export interface Conditional extends Node<'if'> {
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise?: Expression;
}
export interface ErrorExpression extends Node<'error'> {
  readonly message: Expression;
}
export interface Assert extends Node<'assert'> {
  readonly condition: Expression;
  readonly message?: Expression;
  readonly rest: Expression;
}
export interface Import extends Node<'import'> {
  readonly form: ImportForm;
  readonly path: string;
}

export type Expression =
  | Null
  | True
  | False
  | Self
  | Dollar
  | NumberLiteral
  | StringLiteral
  | Variable
  | Parenthesised
  | ArrayLiteral
  | ArrayComprehension
  | ObjectLiteral
  | ObjectComprehension
  | Dot
  | Index
  | Slice
  | SuperIndex
  | InSuper
  | Apply
  | ApplyBrace
  | Binary
  | Unary
  | Local
  | Function
  | Conditional
  | ErrorExpression
  | Assert
  | Import;
