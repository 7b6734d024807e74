// From tokens to the tree of a template.
import { ToolError } from '../../shared/diagnostics.ts';
import { isRefused, isSupported } from './functions/index.ts';
import { type Part, splitTemplate, type Token, unexpected } from './lex.ts';
import { readCharacter, readNumber, readString } from './literals.ts';
import type { Command, Nodes, Operand, Pipe, Template } from './tree.ts';

/** Fails with ToolError `template-syntax`. */
export function parseTemplate(text: string): Template {
  return new Parser(text, splitTemplate(text)).parse();
}

function isBlank(nodes: Nodes): boolean {
  return nodes.every((node) => node.kind === 'text' && node.text.trim() === '');
}

type Branch = 'if' | 'with' | 'range';

class Parser {
  private readonly text: string;
  private readonly parts: readonly Part[];
  private readonly templates = new Map<string, Nodes>();
  private readonly functions = new Set<string>();
  private part = 0;
  private tokens: readonly Token[] = [];
  private at = 0;
  private variables = ['$'];
  private loops = 0;

  constructor(text: string, parts: readonly Part[]) {
    this.text = text;
    this.parts = parts;
  }

  parse(): Template {
    const { nodes, end } = this.parseNodes();
    if (end !== '') throw unexpected(this.text, end);
    return { text: this.text, nodes, templates: this.templates, functions: this.functions };
  }

  /** Nodes up to `else`, `end` or the end of the template, and which of them it was. */
  private parseNodes(): { nodes: Nodes; end: string } {
    const nodes: Nodes[number][] = [];
    for (;;) {
      const part = this.parts[this.part++];
      if (part === undefined) return { nodes, end: '' };
      if (part.kind === 'text') {
        if (part.text !== '') nodes.push(part);
        continue;
      }
      this.tokens = part.tokens;
      this.at = 0;
      const keyword = this.peek()?.kind === 'identifier' ? (this.peek()?.text ?? '') : '';
      if (keyword === 'else' || keyword === 'end') return { nodes, end: keyword };
      const node = this.parseAction(keyword);
      if (node) nodes.push(node);
    }
  }

  private parseAction(keyword: string): Nodes[number] | undefined {
    switch (keyword) {
      case 'if':
      case 'with':
      case 'range':
        this.at++;
        return this.parseBranch(keyword);
      case 'define':
        this.at++;
        this.define(this.takeName());
        return undefined;
      case 'block':
      case 'template':
        this.at++;
        return this.parseTemplateCall(keyword);
      case 'break':
      case 'continue':
        this.at++;
        this.expectEnd();
        if (this.loops === 0) throw unexpected(this.text, `${keyword} outside of range`);
        return { kind: keyword };
      default:
        return { kind: 'output', pipe: this.parsePipeToEnd() };
    }
  }

  private parseBranch(kind: Branch): Nodes[number] {
    const scope = this.variables.length;
    const pipe = this.parsePipeToEnd(kind === 'range');
    if (kind === 'range') this.loops++;
    const { nodes: accepted, end } = this.parseNodes();
    if (kind === 'range') this.loops--;
    const otherwise = this.parseRest(end, kind);
    this.variables.length = scope;
    return { kind, pipe, accepted, otherwise };
  }

  /** What follows `else`, up to the `end` of the whole. */
  private parseRest(end: string, kind: Branch): Nodes {
    if (end === '') throw unexpected(this.text, `${kind} without end`);
    this.at++;
    if (end === 'end') {
      this.expectEnd();
      return [];
    }
    const next = this.peek();
    // `else if` and `else with` are one inside of the other, with a common end.
    if (next?.kind === 'identifier' && next.text === kind && kind !== 'range') {
      this.at++;
      return [this.parseBranch(kind)];
    }
    this.expectEnd();
    const otherwise = this.parseNodes();
    if (otherwise.end !== 'end') throw unexpected(this.text, otherwise.end || `${kind} without end`);
    this.at++;
    this.expectEnd();
    return otherwise.nodes;
  }

  private parseTemplateCall(kind: 'block' | 'template'): Nodes[number] {
    const name = this.takeName();
    const pipe = this.isAtEnd() ? undefined : this.parsePipeToEnd();
    if (kind === 'block') {
      if (!pipe) throw unexpected(this.text, 'block without a value');
      this.define(name);
    }
    return { kind: 'template', name, pipe };
  }

  private define(name: string): void {
    this.expectEnd();
    const { variables, loops } = this;
    [this.variables, this.loops] = [['$'], 0];
    const { nodes, end } = this.parseNodes();
    [this.variables, this.loops] = [variables, loops];
    if (end !== 'end') throw unexpected(this.text, end || 'define without end');
    this.at++;
    this.expectEnd();
    const before = this.templates.get(name);
    if (before && !isBlank(before) && !isBlank(nodes))
      throw unexpected(this.text, `second template "${name}"`);
    if (!before || isBlank(before)) this.templates.set(name, nodes);
  }

  private takeName(): string {
    const token = this.take('a name in quotes');
    const name = token.kind === 'string' ? readString(token.text) : undefined;
    if (name === undefined) throw unexpected(this.text, token.text);
    return name;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private take(wanted: string): Token {
    const token = this.tokens[this.at++];
    if (!token) throw unexpected(this.text, `the end of an action, instead of ${wanted}`);
    return token;
  }

  private isAtEnd(): boolean {
    return this.peek() === undefined;
  }

  private expectEnd(): void {
    const token = this.peek();
    if (token) throw unexpected(this.text, token.text);
  }

  private parsePipeToEnd(isRange = false): Pipe {
    const pipe = this.parsePipe(isRange);
    this.expectEnd();
    return pipe;
  }

  private parsePipe(isRange = false): Pipe {
    const { names, declares } = this.parseDeclaration(isRange);
    const commands: Command[] = [this.parseCommand()];
    while (this.isMark('|')) {
      this.at++;
      commands.push(this.parseCommand());
    }
    const [, ...later] = commands;
    for (const [first] of later) {
      if (first.kind === 'literal' || first.kind === 'data')
        throw unexpected(this.text, 'a value that is given something');
    }
    if (declares) this.variables.push(...names);
    return { names, declares, commands };
  }

  /** `$x :=`, `$x =` and, in range, `$key, $value :=`. */
  private parseDeclaration(isRange: boolean): { names: readonly string[]; declares: boolean } {
    const start = this.at;
    const names: string[] = [];
    while (this.peek()?.kind === 'variable') {
      names.push(this.take('').text);
      const mark = this.peek()?.text;
      if (mark === ',' && isRange && names.length === 1) {
        this.at++;
        continue;
      }
      if (mark !== ':=' && mark !== '=') break;
      this.at++;
      if (mark === '=') names.forEach((name) => void this.checkVariable(name));
      return { names, declares: mark === ':=' };
    }
    this.at = start;
    return { names: [], declares: false };
  }

  private isMark(text: string): boolean {
    const token = this.peek();
    return token?.kind === 'mark' && token.text === text;
  }

  private parseCommand(): Command {
    const operands = [this.parseOperand()];
    while (!this.isAtEnd() && !this.isMark('|') && !this.isMark(')')) operands.push(this.parseOperand());
    return operands as unknown as Command;
  }

  private parseOperand(): Operand {
    const token = this.take('a value');
    const base = this.parseBase(token);
    const fields = token.kind === 'field' ? [token.text.slice(1)] : [];
    while (this.peek()?.kind === 'field' && this.peek()?.glued) fields.push(this.take('').text.slice(1));
    if (fields.length > 0 && base.kind === 'literal') throw unexpected(this.text, `.${fields[0]}`);
    return { ...base, fields };
  }

  private parseBase(token: Token): Omit<Operand, 'fields'> & Operand {
    const fields: readonly string[] = [];
    switch (token.kind) {
      case 'dot':
      case 'field':
        return { kind: 'data', fields };
      case 'variable':
        return { kind: 'variable', name: this.checkVariable(token.text), fields };
      case 'identifier':
        return { ...this.parseIdentifier(token.text), fields };
      case 'mark':
        return { kind: 'pipe', pipe: this.parseParentheses(token), fields };
      default:
        return { kind: 'literal', value: this.readLiteral(token), fields };
    }
  }

  private readLiteral({ kind, text }: Token): string | number | bigint {
    const read = kind === 'string' ? readString : kind === 'character' ? readCharacter : readNumber;
    const value = read(text);
    if (value === undefined) throw unexpected(this.text, text);
    return value;
  }

  private parseParentheses(token: Token): Pipe {
    if (token.text !== '(') throw unexpected(this.text, token.text);
    const pipe = this.parsePipe();
    const end = this.take('`)`');
    if (end.text !== ')') throw unexpected(this.text, end.text);
    return pipe;
  }

  private checkVariable(name: string): string {
    if (this.variables.includes(name)) return name;
    throw new ToolError('template-syntax', {
      problem: `undefined variable \`${name}\``,
      template: this.text,
    });
  }

  private parseIdentifier(
    name: string,
  ): { kind: 'literal'; value: boolean | null } | { kind: 'function'; name: string } {
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    if (name === 'nil') return { kind: 'literal', value: null };
    if (!isSupported(name)) {
      const why = isRefused(name) ? ': a name must be the same each time, and of this manifest alone' : '';
      throw new ToolError('template-syntax', {
        problem: `the function \`${name}\` is not supported${why}`,
        template: this.text,
      });
    }
    this.functions.add(name);
    return { kind: 'function', name };
  }
}
