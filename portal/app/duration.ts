/** `15 ms`, `0.6 s`, `12 s`, `1 min 05 s`, `1 h 02 min`; milliseconds in. */
export const duration = (milliseconds: number): string => {
  if (milliseconds < 95) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
};

/** Whole seconds of something that still runs: tenths would flicker. */
export const elapsed = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 10 ? `${seconds} s` : duration(seconds * 1000);
};

/** `1 test`, `2 tests`. */
export const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;
