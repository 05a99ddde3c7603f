import { useEffect, useState } from 'preact/hooks';

/** Texts by path; a path whose text could not be had is not in it. */
export type Texts = ReadonlyMap<string, string>;

const NOTHING: Texts = new Map();

/** Loads several texts together; empty until all have answered. `version` is new when contents are. */
export const useTexts = (
  load: ((path: string) => Promise<string>) | undefined,
  paths: readonly string[],
  version: string,
): Texts => {
  const key = `${paths.join('\n')} ${version}`;
  const [state, setState] = useState<{ key: string; texts: Texts }>({ key: '', texts: NOTHING });
  useEffect(() => {
    if (!load || paths.length === 0) return undefined;
    let wanted = true;
    const settle = async (): Promise<void> => {
      const answers = await Promise.allSettled(paths.map(load));
      const found = answers.flatMap((answer, index): [string, string][] =>
        answer.status === 'fulfilled' ? [[paths[index] ?? '', answer.value]] : [],
      );
      if (wanted) setState({ key, texts: new Map(found) });
    };
    void settle();
    return () => {
      wanted = false;
    };
  }, [key]);
  return state.key === key ? state.texts : NOTHING;
};
