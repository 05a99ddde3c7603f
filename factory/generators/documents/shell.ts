/** A value as one word of a POSIX shell. */
export const shellWord = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;
