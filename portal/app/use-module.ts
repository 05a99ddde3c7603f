import { useEffect, useState } from 'preact/hooks';

import { unreachable, type Trouble } from '../api/trouble.ts';

/** A part of the page that comes when it is needed. */
export const useModule = <T>(load: () => Promise<T>): { module?: T; trouble?: Trouble } => {
  const [state, setState] = useState<{ module?: T; trouble?: Trouble }>({});
  useEffect(() => {
    let wanted = true;
    const settle = async (): Promise<void> => {
      const next = await load().then(
        (module) => ({ module }),
        () => ({ trouble: { ...unreachable, advice: 'Load the page again.' } }),
      );
      if (wanted) setState(next);
    };
    void settle();
    return () => {
      wanted = false;
    };
  }, [load]);
  return state;
};
