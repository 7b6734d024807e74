// From tokens to the tree of a template.
import { ToolError } from '../../shared/diagnostics.ts';
import { functions } from './functions.ts';
import { type Part, splitTemplate, type Token, unexpected } from './lex.ts';

export type Template = readonly Node[];

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly pipe: Pipe }
  | { readonly kind: 'if'; readonly pipe: Pipe; readonly accepted: Template; readonly otherwise: Template };

/** Each command gets the result of the one before as its last argument. */
export type Pipe = readonly Command[];
export type Command = readonly [Operand, ...Operand[]];

export type Operand = {
  /** Names behind it: `.a.b`. */
  readonly fields: readonly string[];
} & Base;

type Base =
  | { readonly kind: 'data' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipe'; readonly pipe: Pipe };

/** Fails with ToolError `template-syntax`. */
export function parseTemplate(text: string): Template {
  return new Parser(text, splitTemplate(text)).parse();
}

const blocks = ['range', 'with', 'define', 'block', 'template', 'break', 'continue'];

class Parser {
  private readonly text: string;
  private readonly parts: readonly Part[];
  private part = 0;
  private tokens: readonly Token[] = [];
  private at = 0;

  constructor(text: string, parts: readonly Part[]) {
    this.text = text;
    this.parts = parts;
  }

  parse(): Template {
    const { nodes, end } = this.parseNodes();
    if (end !== '') throw unexpected(this.text, end);
    return nodes;
  }

  /** Nodes up to `else`, `end` or the end of the template, and which of them it was. */
  private parseNodes(): { nodes: Template; end: string } {
    const nodes: Node[] = [];
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
      if (blocks.includes(keyword)) throw this.unsupported(`\`${keyword}\``);
      nodes.push(keyword === 'if' ? this.parseIf() : { kind: 'output', pipe: this.parseWholePipe() });
    }
  }

  private parseIf(): Node {
    this.at++;
    const pipe = this.parseWholePipe();
    const { nodes, end } = this.parseNodes();
    if (end === '') throw unexpected(this.text, 'the end of the text inside of `if`');
    return { kind: 'if', pipe, accepted: nodes, otherwise: end === 'else' ? this.parseElse() : [] };
  }

  private parseElse(): Template {
    this.at++;
    if (this.peek()?.text === 'if') return [this.parseIf()];
    const { nodes, end } = this.parseNodes();
    if (end !== 'end') throw unexpected(this.text, end || 'the end of the text inside of `else`');
    return nodes;
  }

  private parseWholePipe(): Pipe {
    const pipe = this.parsePipe();
    const rest = this.peek();
    if (rest) throw unexpected(this.text, rest.text);
    return pipe;
  }

  private parsePipe(): Pipe {
    const commands = [this.parseCommand()];
    while (this.peek()?.text === '|') {
      this.at++;
      commands.push(this.parseCommand());
    }
    return commands;
  }

  private parseCommand(): Command {
    const first = this.parseOperand();
    const rest: Operand[] = [];
    for (let next = this.peek(); next && next.text !== '|' && next.text !== ')'; next = this.peek()) {
      rest.push(this.parseOperand());
    }
    return [first, ...rest];
  }

  private parseOperand(): Operand {
    const token = this.tokens[this.at++];
    if (!token) throw unexpected(this.text, 'the end of an action');
    const base = this.parseBase(token);
    const fields: string[] = token.kind === 'field' ? [token.text.slice(1)] : [];
    for (let next = this.peek(); next?.kind === 'field' && next.glued; next = this.peek()) {
      fields.push(next.text.slice(1));
      this.at++;
    }
    return { ...base, fields };
  }

  private parseBase(token: Token): Base {
    switch (token.kind) {
      case 'field':
      case 'dot':
        return { kind: 'data' };
      case 'string':
        return { kind: 'literal', value: this.unquote(token.text) };
      case 'number':
        return { kind: 'literal', value: Number(token.text) };
      case 'identifier':
        return this.parseIdentifier(token.text);
      case 'variable':
        if (token.text === '$') return { kind: 'data' };
        throw this.unsupported(`the variable \`${token.text}\``);
      case 'mark':
        return this.parseGroup(token);
    }
  }

  private parseGroup(token: Token): Base {
    if (token.text !== '(') throw unexpected(this.text, token.text);
    const pipe = this.parsePipe();
    if (this.tokens[this.at++]?.text !== ')')
      throw unexpected(this.text, 'the end of an action inside of `(`');
    return { kind: 'pipe', pipe };
  }

  private parseIdentifier(name: string): Base {
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    if (name === 'nil') return { kind: 'literal', value: null };
    if (name !== 'env' && name !== 'or' && name !== 'and' && !Object.hasOwn(functions, name)) {
      throw this.unsupported(`the function \`${name}\``);
    }
    return { kind: 'function', name };
  }

  private unquote(quoted: string): string {
    if (quoted.startsWith('`')) return quoted.slice(1, -1);
    try {
      return JSON.parse(quoted) as string;
    } catch {
      throw unexpected(this.text, quoted);
    }
  }

  private unsupported(what: string): ToolError {
    const known = ['and', 'env', 'or', ...Object.keys(functions)].sort().join(', ');
    return new ToolError('template-syntax', {
      problem: `${what} is not supported (functions that are: ${known})`,
      template: this.text,
    });
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }
}
