export const distinct = (values: readonly string[]): string[] => [...new Set(values)];

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "an order", "a booking". */
export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** "a, b and c". */
export const listing = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
