import * as prettier from 'prettier';

type Node = { type: string; depth?: number; lang?: string; value?: string; children?: Node[] };

type Parser = { parse(text: string, options: { parser: string }): Promise<{ ast: Node }> };

/** Prettier carries the Markdown parser (remark) that formats generated documents; it is not part of its typed interface. */
const { parse } = (prettier as unknown as Record<'__debug', Parser>)['__debug'];

const skeletonOf = ({ type, depth, lang, children }: Node): string => {
  const name = `${type}${depth ?? ''}${lang ? `:${lang}` : ''}`;
  return children ? `${name}(${children.map(skeletonOf).join(' ')})` : name;
};

/** The structure of a Markdown document without its words: two documents that differ in words only have the same. */
export const markdownSkeleton = async (text: string): Promise<string> =>
  skeletonOf((await parse(text, { parser: 'markdown' })).ast);

const textsOf = ({ type, value, children }: Node): string[] =>
  type === 'text' ? [value ?? ''] : (children ?? []).flatMap(textsOf);

/** The words that a reader sees, one entry for each stretch of text. */
export const markdownTexts = async (text: string): Promise<string[]> =>
  textsOf((await parse(text, { parser: 'markdown' })).ast);
