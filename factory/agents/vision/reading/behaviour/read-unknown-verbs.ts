import { participleFrom } from '../solution-words.ts';
import { verbOf } from '../verbs.ts';
import { matchAt, rule, write, type Reader } from './clause-match.ts';
import { END, np } from './grammar.ts';

const ACTS = rule(`${np('actor', 1)} (?:can |may |must )?(?<verb>[a-z][a-z-]{2,}) ${np('thing', 1)}`, END);

/** Verbs of other systems that people do, too: "clerks call a number". */
const AMBIGUOUS = /^(?:call|forward|connect)$/;

/** "wardens grindle a zorble": a verb of the text's own, known by its participle elsewhere in it. */
export const readUnknownVerb: Reader = (scan, at) => {
  const match = matchAt(scan, at, ACTS);
  const { actor = '', verb = '' } = match?.groups ?? {};
  const plain = verb.replace(/(?<=[^s])s$/, '');
  const found = verbOf(verb) ?? verbOf(plain);
  const known = found && !AMBIGUOUS.test(found.lemma);
  if (!match?.thing || known || match.groups.actor === match.groups.thing) return undefined;
  const lemma = [verb, plain].find((each) => scan.memory.said?.has(participleFrom(each)) === true);
  if (lemma === undefined) return undefined;
  return write(match, [
    {
      object: match.thing,
      actor: scan.tagger.singular(actor),
      behaviour: { kind: 'moves', verbs: [plain.length < verb.length ? plain : lemma], steps: false },
    },
  ]);
};
