/** What stands in the place of tokens: a text inside a line, or lines in the place of a line that is a token alone. */
export type Tokens = Readonly<Record<string, string | readonly string[]>>;

const TOKEN = /__([a-z-]+)__/g;
const ONLY_TOKEN = /^([ \t]*)__([a-z-]+)__$/;

const valueOf = (tokens: Tokens, name: string): string | readonly string[] => {
  const value = Object.hasOwn(tokens, name) ? tokens[name] : undefined;
  if (value === undefined) throw new Error(`The delivery templates have an unknown token __${name}__.`);
  return value;
};

const filledLine = (line: string, tokens: Tokens): readonly string[] => {
  const [, indent = '', name = ''] = ONLY_TOKEN.exec(line) ?? [];
  const block = name === '' ? undefined : valueOf(tokens, name);
  if (Array.isArray(block)) return block.map((text: string) => indent + text);
  return [
    line.replaceAll(TOKEN, (_, token: string) => {
      const value = valueOf(tokens, token);
      return typeof value === 'string' ? value : value.join('\n');
    }),
  ];
};

/** Fills a template. A line that is a token without lines vanishes. */
export const fillTemplate = (template: string, tokens: Tokens): string =>
  template
    .split('\n')
    .flatMap((line) => filledLine(line, tokens))
    .join('\n');
