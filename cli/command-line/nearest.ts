/** Insertions, deletions, replacements and swaps of neighbours that make one word of another. */
const distance = (from: string, to: string): number => {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + same,
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(from.length, to.length);
};

/** The word that somebody may have meant: at most two slips away, and at most one in three letters. */
export const nearest = (typed: string, words: readonly string[]): string | undefined => {
  const [best] = words
    .map((word) => ({ word, slips: distance(typed.toLowerCase().slice(0, 40), word) }))
    .filter(({ word, slips }) => slips <= Math.min(2, Math.floor(Math.max(word.length, 3) / 3)))
    .toSorted((a, b) => a.slips - b.slips);
  return best?.word;
};
