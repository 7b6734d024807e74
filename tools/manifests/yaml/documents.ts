// From text to the trees of the `yaml` package, with every plain scalar left as the text that it is.
import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { fail, type Source } from './source.ts';

/**
 * The documents of the stream, one after the other. Anything wrong with the syntax ends it: the first error counts,
 * so that hostile input cannot make millions of them.
 */
export function* composeDocuments(source: Source): Generator<Document.Parsed> {
  const composer = createComposer(source);
  for (const token of parseTokens(source)) {
    for (const document of composer.next(token)) yield checked(source, document);
  }
  for (const document of composer.end()) yield checked(source, document);
  const late = composer.streamInfo().errors[0];
  if (late) failSyntax(source, late.message, late.pos[0]);
}

function createComposer(source: Source): Composer {
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    // values.ts looks for content that the composer drops.
    keepSourceTokens: true,
  });
  // It collects all errors of a document by default.
  return Object.assign(composer, { onError: stopAtFirst(source) });
}

type ErrorPlace = number | readonly [number, number] | { readonly offset: number };

function stopAtFirst(
  source: Source,
): (place: ErrorPlace, code: string, message: string, warning?: boolean) => void {
  let first: unknown;
  return (place, _code, message, warning) => {
    if (warning) return;
    // It may come here again, because some of its callers take what is thrown for an error of their own.
    if (first) throw first;
    try {
      failSyntax(source, message, offsetOf(place));
    } catch (error) {
      first = error;
      throw error;
    }
  };
}

function offsetOf(place: ErrorPlace): number {
  if (typeof place === 'number') return place;
  return 'offset' in place ? place.offset : place[0];
}

/** The parser keeps what is open on a stack, so depth can be limited before anything recurses. */
function* parseTokens(source: Source): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) yield checkedToken(source, token);
    if (parser.stack.length > source.limits.depth + 1) {
      fail({ source, offset: parser.offset }, 'yaml-too-deep', { limit: String(source.limits.depth) });
    }
  }
  for (const token of parser.end()) yield checkedToken(source, token);
}

function checkedToken(source: Source, token: CST.Token): CST.Token {
  if (token.type === 'error') failSyntax(source, token.message, token.offset);
  return token;
}

function checked(source: Source, document: Document): Document.Parsed {
  const error = document.errors[0];
  if (error) failSyntax(source, error.message, error.pos[0]);
  return document as Document.Parsed;
}

function failSyntax(source: Source, problem: string, offset: number): never {
  fail({ source, offset }, 'yaml-syntax', { problem });
}
