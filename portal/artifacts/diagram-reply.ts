/** What the document that draws says. It is as little trusted as what it draws. */
export type DiagramReply =
  /** Pixels of the page. */
  { kind: 'drawn'; height: number } | { kind: 'error'; message: string };

/** Pixels that a diagram may take. */
const MAX_HEIGHT = 4_000;
const MAX_MESSAGE = 500;

const member = (data: object, name: string): unknown =>
  Object.hasOwn(data, name) ? (data as Record<string, unknown>)[name] : undefined;

/** Reads a message of the frame; `undefined` for anything that is none of its answers. */
export const readReply = (data: unknown): DiagramReply | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const error = member(data, 'error');
  if (typeof error === 'string') return { kind: 'error', message: error.slice(0, MAX_MESSAGE) };
  const height = member(data, 'height');
  return typeof height === 'number' && height > 0
    ? { kind: 'drawn', height: Math.ceil(Math.min(height, MAX_HEIGHT)) }
    : undefined;
};
