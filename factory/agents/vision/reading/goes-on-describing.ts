import { nounPhrase } from './noun-phrase.ts';
import { closing, lower, type Scan } from './scan.ts';

/** What lives with what stands before it rather than by itself. */
const PART = /(?:lines|items|positions|entries|rows|parts|steps)$/;

/** "singers with a name, rehearsals with a date": at a word behind a comma, whether another thing is described from here on. */
export const goesOnDescribing = (scan: Scan, at: number): boolean => {
  const before = lower(scan, at - 1) === 'and' ? at - 2 : at - 1;
  const phrase = closing(scan, before).includes(',') ? nounPhrase(scan.words, at) : undefined;
  return (
    phrase !== undefined &&
    phrase.plural &&
    phrase.determiner === '' &&
    !PART.test(phrase.name) &&
    lower(scan, phrase.to) === 'with' &&
    closing(scan, phrase.to - 1) === ''
  );
};
