// Splits names into words the way sprig's snakecase and kebabcase do, numbers included.

type Kind = 'upper' | 'lower' | 'number' | 'connector' | 'mark' | 'other';

interface Word {
  readonly kind: Kind;
  readonly text: string;
}

// `HTTPServer` is `HTTP` and `Server`: a row of capitals leaves its last one to the small letters behind it.
const word =
  /(?<connector>[-_\s]+)|(?<mark>\p{P}+)|(?<upper>\p{Lu}+(?=\p{Lu}(?!\p{Lu})\p{L})|\p{Lu}{2,}|\p{Lu}(?:(?!\p{Lu})\p{L})*)|(?<lower>\p{L}(?:(?!\p{Lu})\p{L})*)|(?<number>\p{N}+)|(?<other>[^-_\s\p{P}\p{L}\p{N}]+)/gu;

function splitWords(text: string): readonly Word[] {
  return [...text.matchAll(word)].map(({ groups = {} }) => {
    const [kind, found] = Object.entries(groups).find(([, match]) => match !== undefined) as [Kind, string];
    return { kind, text: found };
  });
}

/** `HTTPRoute_AbcDEF` with `_` is `http_route_abc_def`; `foo2bar` is `foo_2bar`, but `Bld4Floor` is `bld4_floor`. */
export function separateWords(text: string, connector: string): string {
  const words = splitWords(text);
  let result = '';
  let at = 0;
  const kind = (): Kind | undefined => words[at]?.kind;
  const take = (): void => {
    result += lower(words[at] as Word, connector);
    at++;
  };
  const separate = (): void => {
    if (kind() !== undefined && kind() !== 'connector' && kind() !== 'mark') result += connector;
  };
  while (at < words.length - 1) {
    const before = kind();
    take();
    if (before === 'connector' || before === 'mark') continue;
    if (before !== 'number') {
      if (kind() !== 'number') {
        separate();
        continue;
      }
      if (at === words.length - 1) break;
      // A number belongs to the word before it, unless small letters follow.
      if (words[at + 1]?.kind !== 'lower') {
        take();
        separate();
        continue;
      }
      result += connector;
      take();
    }
    while (kind() === 'lower' || kind() === 'number') take();
    separate();
  }
  while (at < words.length) take();
  return result;
}

function lower({ kind, text }: Word, connector: string): string {
  if (kind === 'connector') return connector.repeat(Array.from(text).length);
  return kind === 'upper' ? text.toLowerCase() : text;
}
