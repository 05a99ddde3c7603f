import { SERVICE_NOUNS } from './containers.ts';
import { draft, use, type Scan } from './scan.ts';
import { verbOf } from './verbs.ts';
import { nameOf } from './word.ts';

/** Most words of a name. */
const LONGEST = 5;

/** "The time sheet service records hours": what it is called stands in its subject. Where reading goes on. */
export const readServiceSubject = (scan: Scan, at: number): number => {
  const { words, memory } = scan;
  if (memory.thing !== undefined || !/^(?:the|this|our|an?)$/.test(words[at]?.lower ?? '')) return at;
  const noun = words.findIndex(
    ({ lower }, index) =>
      index > at + 1 &&
      index <= at + LONGEST &&
      SERVICE_NOUNS.has(lower) &&
      verbOf(words[index + 1]?.lower ?? '')?.form === 'third',
  );
  if (noun < 0 || words.slice(at, noun + 1).some(({ close }) => close !== '')) return at;
  use(scan, at, noun);
  const value = nameOf(words, at + 1, noun);
  draft(scan, at, { verb: 'build', class: 'build', constraints: [{ kind: 'service', value }], to: noun });
  return noun;
};
