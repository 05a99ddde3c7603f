import { jsonOf } from './shape.ts';

/** Characters of a line from which a JSON text counts as not meant for eyes. */
const LONG_LINE = 400;

/** A JSON text laid out by lines where it is not already; anything else as it is. */
export const jsonText = (text: string): string => {
  if (!text.split('\n').some((line) => line.length > LONG_LINE)) return text;
  const value = jsonOf(text);
  return value === undefined ? text : JSON.stringify(value, null, 2);
};
