/** Seconds of a check: `0.4`. */
export const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

/** For people: `0.4 s`, `59.9 s`, `1 min 05 s`. */
export const duration = (milliseconds: number): string => {
  if (milliseconds < 59_950) return `${seconds(milliseconds)} s`;
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
};
