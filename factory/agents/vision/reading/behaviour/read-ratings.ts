import { matchAt, rule, write, type Reader } from './clause-match.ts';
import { END, np, NUMBER, numberOf } from './grammar.ts';

const RATES = rule(
  `${np('actor', 2)} (?:can |may |must |should )?(?<verb>rate|review|score|grade|evaluate|assess)s? ${np('object', 2)} (?:from |with |between |on a scale (?:of|from) )(?<low>${NUMBER}) (?:to|and) (?<high>${NUMBER})(?: (?:stars?|points?))?`,
  END,
);

/** "guests rate recipes from 1 to 5": a record of who rated what, and how. */
export const readRating: Reader = (scan, at) => {
  const match = matchAt(scan, at, RATES);
  const { actor = '', verb = '', object = '', low = '', high = '' } = match?.groups ?? {};
  const [least, most] = [numberOf(low), numberOf(high)];
  if (!match || least === undefined || most === undefined) return undefined;
  return write(match, [
    {
      object: verb,
      verb,
      actor: scan.tagger.singular(actor),
      aside: true,
      attributes: ['value'],
      constraints: [
        { kind: 'nature', value: 'value: number' },
        { kind: 'minimum', value: `value: ${least}` },
        { kind: 'maximum', value: `value: ${most}` },
      ],
      behaviour: { kind: 'doing', verb, object: scan.tagger.singular(object) },
    },
  ]);
};
