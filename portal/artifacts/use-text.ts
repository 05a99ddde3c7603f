import { useEffect, useState } from 'preact/hooks';

/** What is known of a text that is loaded: neither member while it is on its way. */
export type LoadedText = { text?: string; trouble?: string };

const troubleOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Loads a text, and again when its key changes; `undefined` loads nothing. An answer that was overtaken is dropped.
 * The key is the path and, so that new content is loaded, the digest.
 */
export const useText = (
  load: ((path: string) => Promise<string>) | undefined,
  path: string | undefined,
  digest = '',
): LoadedText => {
  const key = `${path ?? ''} ${digest}`;
  const [state, setState] = useState<LoadedText & { key?: string }>({});
  useEffect(() => {
    if (!load || path === undefined) return undefined;
    let wanted = true;
    const settle = (next: LoadedText): void => {
      if (wanted) setState({ key, ...next });
    };
    load(path).then(
      (text) => settle({ text }),
      (error: unknown) => settle({ trouble: troubleOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [key]);
  return state.key === key ? state : {};
};
