/** A text that others wrote, on one line of a log: nobody writes a line of their own there. */
export const oneLine = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 2_000);
