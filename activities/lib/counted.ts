/** A number with its noun, as prose has it: `1 file`, `12 files`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
