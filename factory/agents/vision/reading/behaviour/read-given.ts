import { reader, rule, type Reader } from './clause-match.ts';
import { END, np } from './grammar.ts';

/** "feedback is given by guests": how it comes, and from whom. */
export const readGiven: Reader = reader(
  rule(
    `${np('thing', 1)} (?:is|are|can be|may be) (?:given|provided|supplied|contributed) by ${np('actor', 1)}`,
    END,
  ),
  ({ scan, groups, thing }) =>
    thing
      ? { object: thing, actor: scan.tagger.singular(groups.actor ?? ''), verb: 'create', class: 'add' }
      : undefined,
);
