/** What the page asks for. */
export type DiagramRequest = { source: string; theme: 'dark' | 'default' };

/** Reads a message of the page; `undefined` for anything else. */
export const readRequest = (data: unknown): DiagramRequest | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const { source, theme } = data as Record<string, unknown>;
  return typeof source === 'string' ? { source, theme: theme === 'dark' ? 'dark' : 'default' } : undefined;
};
