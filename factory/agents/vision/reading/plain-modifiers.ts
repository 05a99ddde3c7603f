import type { Phrase } from './noun-phrase.ts';
import { ahead, lower, use, type Draft, type Scan } from './scan.ts';

/** "manage the members of a club": all of them, of the one that the service is for. */
export const isOneOwner = (scan: Scan, at: number, { determiner }: Phrase, draft: Draft): boolean => {
  const first = at - (draft.object?.split(' ').length ?? 0) - 1;
  return (
    draft.class === 'maintain' &&
    lower(scan, at) === 'of' &&
    /^an?$/.test(determiner) &&
    lower(scan, first) === 'the'
  );
};

/** Says of all that are kept what goes without saying. */
const MADE =
  /^(?:that|which|who) (?:is|are|was|were|has been|have been) (?:sent|made|received|recorded|created|entered|given|submitted|reported|taken) /;

/** "the e-mails that were sent": where that ends. */
export const readMade = (scan: Scan, at: number, draft: Draft): number | undefined => {
  const made = MADE.exec(`${ahead(scan, at, 5)} `)?.[0].trim();
  if (made === undefined) return undefined;
  const next = at + made.split(' ').length;
  use(scan, at, next);
  draft.constraints.push({ kind: 'as-said', value: made });
  return next;
};
