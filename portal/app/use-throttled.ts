import { useEffect, useRef, useState } from 'preact/hooks';

/** A value that follows another one, at most once per `milliseconds`; the last value always comes through. */
export const useThrottled = <T>(value: T, milliseconds: number): T => {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(0);
  useEffect(() => {
    const show = (): void => {
      changedAt.current = Date.now();
      setShown(() => value);
    };
    const timer = setTimeout(show, Math.max(0, changedAt.current + milliseconds - Date.now()));
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return shown;
};
