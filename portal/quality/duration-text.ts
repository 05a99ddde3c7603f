/** `15 ms`, `0.6 s`, `12.4 s`, `1 min 05 s`; milliseconds in. */
export const durationText = (milliseconds: number): string => {
  if (milliseconds < 95) return `${Math.round(milliseconds)} ms`;
  const tenths = Math.round(milliseconds / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
};
