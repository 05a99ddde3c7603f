import { reader, rule, type Reader } from './clause-match.ts';
import { END, NAME_WORD } from './grammar.ts';

/** What forbids something of a thing that is kept rather than leaving something out. */
const FORBIDS =
  /(?:^|\b)(?:double|overlapping|duplicate|change|edit|update|deletion|removal|modification|correction|overdraft)/;

/** "transfers are not possible": something that nobody is to build. */
export const readExclusion: Reader = reader(
  rule(
    `(?<what>${NAME_WORD}(?: ${NAME_WORD})?) (?:is|are) (?:not|never) (?:possible|supported|needed|wanted|planned|required|part of (?:it|this|the (?:service|system|scope))|in scope|foreseen|offered)`,
    END,
  ),
  ({ groups, scan, at, next }) =>
    FORBIDS.test(groups.what ?? '') || scan.tagger.singular(groups.what ?? '') === groups.what
      ? undefined
      : {
          constraints: [
            {
              kind: 'excluded',
              value: scan.words
                .slice(at, next)
                .map(({ text }) => text)
                .join(' '),
            },
          ],
        },
);
