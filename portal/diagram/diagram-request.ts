/** What the page asks for. */
export type DiagramRequest = { source: string; theme: 'dark' | 'default' };

/** Characters of a source that is drawn. */
const MAX_SOURCE = 50_000;

/** Reads a message of the page; `undefined` for anything else. */
export const readRequest = (data: unknown): DiagramRequest | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const { source, theme } = data as Record<string, unknown>;
  if (typeof source !== 'string' || source.length > MAX_SOURCE) return undefined;
  return { source, theme: theme === 'dark' ? 'dark' : 'default' };
};
