let last = 0;

/** When something is written, to the microsecond, as text that sorts by it; never the same twice in a process. */
export const moment = (): string => {
  last = Math.max(last + 1, Math.round((performance.timeOrigin + performance.now()) * 1_000));
  return String(last).padStart(17, '0');
};
