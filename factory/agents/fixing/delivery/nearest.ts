type Row = readonly number[];

/** One row of the table of distances: `before` and `last` are the rows above it. */
const nextRow = (one: string, other: string, index: number, before: Row, last: Row): Row =>
  Array.from(other).reduce<number[]>(
    (row, letter, at) => {
      const same = one[index] === letter ? 0 : 1;
      const swaps = index > 0 && at > 0 && one[index] === other[at - 1] && one[index - 1] === letter;
      const steps = [(row[at] ?? 0) + 1, (last[at + 1] ?? 0) + 1, (last[at] ?? 0) + same];
      return [...row, Math.min(...steps, ...(swaps ? [(before[at - 1] ?? 0) + 1] : []))];
    },
    [index + 1],
  );

/** Letters to insert, delete, replace or swap with their neighbour to make one word the other. */
export const distance = (one: string, other: string): number => {
  let before: Row = [];
  let last: Row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index += 1)
    [before, last] = [last, nextRow(one, other, index, before, last)];
  return last.at(-1) ?? 0;
};

/** How far a slip of the fingers leads: a third of the word, three letters at most. */
const reach = (word: string): number => Math.min(3, Math.max(1, Math.floor(word.length / 3)));

/** Names that were likely meant by a word, the nearest first, at most `most`. */
export const nearest = (word: string, names: Iterable<string>, most = 4): string[] => {
  const limit = reach(word);
  return [...new Set(names)]
    .filter((name) => name !== word && Math.abs(name.length - word.length) <= limit)
    .map((name) => ({ name, far: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .toSorted((one, other) => one.far - other.far || (one.name < other.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
};
