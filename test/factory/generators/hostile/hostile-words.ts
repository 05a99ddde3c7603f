import { fragments } from './fragments.ts';

/** A Lehmer generator: the same seed gives the same numbers from 0 up to, not including, `below`. */
export const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};

type Next = (below: number) => number;

const glue = ['', '', ' ', ' word ', '\n'] as const;

/** Some fragments in a row, no two texts alike: every one ends in a word with its number. */
export const hostileText = (next: Next, index: number): string => {
  const pieces = Array.from({ length: 1 + next(6) }, () => {
    const fragment = fragments[next(fragments.length)] ?? '';
    return fragment + (glue[next(glue.length)] ?? '');
  });
  return `${pieces.join('')}w${index}${fragments[next(fragments.length)] ?? ''}`;
};

const BY_LINES = new Set(['definition', 'businessContext']);

/** A harmless text with as many lines, where lines are shown as they are. */
const harmlessText = (hostile: string, key: string, index: number): string =>
  BY_LINES.has(key)
    ? hostile
        .split(/(\r\n|\r|\n)/)
        .map((line) => (line.trim() === '' ? line : `word${index}`))
        .join('')
    : `word${index}`;

type Replacement = (text: string, key: string) => string;

const remembering = (make: (index: number, key: string) => string): Replacement => {
  const known = new Map<string, string>();
  return (text, key) => {
    const found = known.get(text) ?? make(known.size, key);
    known.set(text, found);
    return found;
  };
};

/** The same replacement twice, once with hostile texts and once with harmless ones. */
export const replacements = (seed: number): { hostile: Replacement; harmless: Replacement } => {
  const texts = () => {
    const next = numbersFrom(seed);
    return (index: number) => hostileText(next, index);
  };
  const [hostile, shadow] = [texts(), texts()];
  return {
    hostile: remembering((index) => hostile(index)),
    harmless: remembering((index, key) => harmlessText(shadow(index), key, index)),
  };
};
