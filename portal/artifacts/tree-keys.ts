import type { TreeRow } from './file-tree.ts';

/** What a key does in the tree: goes to a row, opens or closes a folder, or activates the row. */
export type TreeMove =
  { kind: 'go'; key: string } | { kind: 'open' | 'close'; key: string } | { kind: 'activate'; key: string };

const go = (row: TreeRow | undefined): TreeMove | undefined => row && { kind: 'go', key: row.node.key };

const right = (rows: readonly TreeRow[], at: number): TreeMove | undefined => {
  const row = rows[at];
  if (row?.expanded === undefined) return undefined;
  return row.expanded ? go(rows[at + 1]) : { kind: 'open', key: row.node.key };
};

const left = (rows: readonly TreeRow[], at: number): TreeMove | undefined => {
  const row = rows[at];
  if (row?.expanded) return { kind: 'close', key: row.node.key };
  return go(rows.slice(0, at).findLast(({ level }) => level < (row?.level ?? 1)));
};

/** The next row, from the one after this on and around, whose name begins with the letter. */
const typed = (rows: readonly TreeRow[], at: number, letter: string): TreeMove | undefined =>
  go(
    [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find(({ node }) =>
      node.name.toLowerCase().startsWith(letter.toLowerCase()),
    ),
  );

/** Keys of the ARIA tree pattern. `undefined`: the key is none of the tree's. */
export const treeMove = (
  rows: readonly TreeRow[],
  current: string,
  pressed: string,
): TreeMove | undefined => {
  const at = rows.findIndex(({ node }) => node.key === current);
  switch (pressed) {
    case 'ArrowDown':
      return go(rows[at + 1]);
    case 'ArrowUp':
      return go(rows[at - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      return right(rows, at);
    case 'ArrowLeft':
      return left(rows, at);
    case 'Enter':
    case ' ':
      return { kind: 'activate', key: current };
    default:
      return /^\S$/u.test(pressed) ? typed(rows, at, pressed) : undefined;
  }
};
