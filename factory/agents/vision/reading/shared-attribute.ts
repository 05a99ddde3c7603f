import { ahead, type Scan } from './scan.ts';

const SHARED = /^(?:for|of) (?:each|both)(?: (?:of (?:them|these|the two)|[\p{L}-]+))?(?= |$)/u;

const headOf = (name: string): string => name.split(' ').at(-1) ?? '';

/** The attributes before it that are of one kind: "home team" and "away team". */
const kindred = (names: readonly string[]): string[] => {
  const head = names
    .map(headOf)
    .find((each, index) => names.findIndex((name) => headOf(name) === each) < index);
  return head === undefined ? [] : names.filter((name) => headOf(name) === head);
};

/** "a home team, an away team and a score for each": one score for every one of them. */
export const readShared = (
  scan: Scan,
  at: number,
  name: string,
  before: readonly string[],
): { names: string[]; next: number } | undefined => {
  const found = SHARED.exec(ahead(scan, at, 5))?.[0];
  const owners = found === undefined ? [] : kindred(before);
  const word = found?.split(' ')[2];
  const [first] = owners;
  if (found === undefined || first === undefined) return undefined;
  if (word !== undefined && word !== 'of' && scan.tagger.singular(word) !== headOf(first)) return undefined;
  return { names: owners.map((owner) => `${owner} ${name}`), next: at + found.split(' ').length };
};
