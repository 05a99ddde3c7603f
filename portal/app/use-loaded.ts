import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import type { Answer, Trouble } from '../api/trouble.ts';

export type Loaded<T> = { value?: T; trouble?: Trouble; loading: boolean; reload: () => void };

type State<T> = { key: string; value?: T; trouble?: Trouble; loading: boolean };

/**
 * Loads what `key` stands for, and again when `version` changes; the value stays while it is loaded again, and when that
 * fails. An answer that was overtaken is dropped.
 */
export const useLoaded = <T>(load: () => Promise<Answer<T>>, key: string, version = 0): Loaded<T> => {
  const [state, setState] = useState<State<T>>({ key, loading: true });
  const turn = useRef(0);
  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    setState((before) => (before.key === key ? { ...before, loading: true } : { key, loading: true }));
    const settle = async (): Promise<void> => {
      const answer = await load();
      if (turn.current !== mine) return;
      setState((before) =>
        answer.ok
          ? { key, value: answer.value, loading: false }
          : { ...(before.key === key ? before : { key }), trouble: answer.trouble, loading: false },
      );
    };
    void settle();
  }, [key]);
  useEffect(() => {
    reload();
    return () => {
      turn.current += 1;
    };
  }, [reload, version]);
  const { value, trouble, loading } = state.key === key ? state : { loading: true };
  return {
    loading,
    reload,
    ...(value === undefined ? {} : { value }),
    ...(trouble === undefined ? {} : { trouble }),
  };
};
