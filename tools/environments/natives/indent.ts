// Indents JSON text without reading it into data, so that numbers, escapes and the order of keys stay as they are.

/** `json` must be valid. Empty objects and arrays stay on one line, as Go's json.Indent has it. */
export function indentJson(json: string, indent: string): string {
  let depth = 0;
  const newline = (): string => `\n${indent.repeat(depth)}`;
  const tokens = json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  return tokens
    .map((token, at) => {
      switch (token) {
        case '{':
        case '[':
          if (isClosing(tokens[at + 1])) return token;
          depth++;
          return token + newline();
        case '}':
        case ']':
          if (isOpening(tokens[at - 1])) return token;
          depth--;
          return newline() + token;
        case ',':
          return token + newline();
        case ':':
          return ': ';
        default:
          return token;
      }
    })
    .join('');
}

function isOpening(token: string | undefined): boolean {
  return token === '{' || token === '[';
}

function isClosing(token: string | undefined): boolean {
  return token === '}' || token === ']';
}
