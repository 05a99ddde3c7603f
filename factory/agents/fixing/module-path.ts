import { posix } from 'node:path';

/** Building blocks that lie in the tree itself. */
const OWN_BLOCKS = '#connectsoft/';

/** The file that a specifier leads to; that of a package leads to none. */
export const resolved = (from: string, specifier: string): string =>
  specifier.startsWith(OWN_BLOCKS)
    ? `libs/connectsoft/${specifier.slice(OWN_BLOCKS.length)}.ts`
    : posix.normalize(posix.join(posix.dirname(from), specifier));

/** The specifier with which a file imports another one of the tree. */
export const specifierTo = (from: string, to: string): string => {
  const relative = posix.relative(posix.dirname(from), to);
  return relative.startsWith('.') ? relative : `./${relative}`;
};

export const isRelative = (specifier: string): boolean => specifier.startsWith('.');

/** How many characters must be changed, added or left out to make one text of another. */
export const distance = (one: string, other: string): number => {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, character] of [...one].entries()) {
    const current = [row + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const swap = (previous[column - 1] ?? 0) + (character === other[column - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
};
