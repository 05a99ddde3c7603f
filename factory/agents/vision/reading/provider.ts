import { matchAt, rule } from './behaviour/clause-match.ts';
import { END, NAME_WORD } from './behaviour/grammar.ts';
import { infinitive } from './behaviour/clause-match.ts';
import { draft, use, type Scan } from './scan.ts';

/** Whoever runs the service, and what it does for others. */
const PROVIDER = rule(
  `(?:we|(?:an?|our|the) (?<who>${NAME_WORD}(?: ${NAME_WORD}){0,2}?)) (?<verb>lends?(?: out)?|rents? out|hires? out|loans|leases?|sells?|takes|accepts|stores|offers|hands out) (?<what>${NAME_WORD}(?: ${NAME_WORD})?)`,
  END,
);
const LENDS: Record<string, string> = {
  lend: 'lend',
  'lend out': 'lend',
  loan: 'lend',
  'rent out': 'rent',
  'hire out': 'hire',
  lease: 'lease',
};

/** "A library lends books": the library is no one who uses the service, but what it is for. */
export const readProvider = (scan: Scan, at: number): number | undefined => {
  if (scan.memory.thing !== undefined) return undefined;
  const match = matchAt(scan, at, PROVIDER);
  const { who = '', what = '', verb = '' } = match?.groups ?? {};
  const object = scan.tagger.singular(what);
  if (!match || object === what) return undefined;
  const done = LENDS[infinitive(scan, verb)];
  use(scan, at, match.next);
  if (who !== '')
    draft(scan, at, {
      verb: 'build',
      class: 'build',
      constraints: [{ kind: 'service', value: who }],
      to: match.next,
    });
  if (done !== undefined)
    draft(scan, at, {
      object: done,
      verb: done,
      behaviour: { kind: 'doing', verb: done, object },
      to: match.next,
    });
  else
    draft(scan, at, {
      object,
      verb: 'keep',
      class: 'maintain',
      constraints: [{ kind: 'as-said', value: verb }],
      to: match.next,
    });
  scan.memory.thing = object;
  return match.next;
};
