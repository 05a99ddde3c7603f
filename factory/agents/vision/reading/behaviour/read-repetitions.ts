import { textOf } from '../word.ts';
import { matchAt, rule, write, type Reader } from './clause-match.ts';
import { END, NUMBER, PARTICIPLE } from './grammar.ts';

const COUNTED = rule(
  `(?:who|whoever|what|whatever|which) (?:ever )?(?:is|was|has been|gets) (?:not )?${PARTICIPLE} (?:${NUMBER} times|twice)(?: in a row)? (?:is|becomes|gets|counts as) (?:an? )?[a-z-]+`,
  END,
);

/** "who is called three times is missed": how often something happened to one thing is not counted. */
export const readRepetition: Reader = (scan, at) => {
  const match = matchAt(scan, at, COUNTED);
  if (!match) return undefined;
  return write(match, [
    { aside: true, constraints: [{ kind: 'repetition', value: textOf(scan.words, at, match.next) }] },
  ]);
};
