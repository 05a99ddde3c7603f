import { infinitive, matchAt, rule, write, type Reader } from './clause-match.ts';
import { actorAt } from './doing-actor.ts';
import { END, NAME_WORD, np, PARTICIPLE } from './grammar.ts';
import { isStateVerb } from './state-words.ts';

const MARKS = rule(
  `(?:mark|marks|flag|flags|declare|declares|report|reports|set|sets) (?:(?<it>it|them)|${np('thing', 2)}) (?:as|to) (?:being )?(?:an? )?(?<state>${PARTICIPLE}|(?:in|on|out of) ${NAME_WORD}|${NAME_WORD})`,
  END,
);

/** "caretakers mark a defect as repaired": leads it to that state. */
export const readMarking: Reader = (scan, at) => {
  const acting = actorAt(scan, at);
  if (acting?.negated) return undefined;
  const match = matchAt(scan, acting?.next ?? at, MARKS);
  const { state } = match?.groups ?? {};
  if (!match?.thing || !state) return undefined;
  const verb = infinitive(scan, state);
  const actor = acting?.actor ?? scan.memory.actor;
  return write({ ...match, at }, [
    {
      object: match.thing,
      ...(actor ? { actor } : {}),
      behaviour: { kind: 'moves', verbs: [isStateVerb(verb) ? verb : `mark ${state}`], steps: false },
    },
  ]);
};
