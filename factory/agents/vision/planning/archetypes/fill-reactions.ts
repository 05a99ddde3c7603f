import type { Subject } from '../../../../domain/product-plan.ts';
import type { Archetype } from '../../../../knowledge/archetypes/archetype.ts';
import type { Statement } from '../../../../domain/statement.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { NEGATIVE } from '../services/settle-states.ts';
import { subjectOf, type DraftReaction } from '../services/solution.ts';
import type { Cast } from './fill-thing.ts';

type Usual = Archetype['reactions'][number];

/** The state itself, or what the text calls the same bad end: "rejected" for "cancelled". */
const meant = (subject: Subject | undefined, state: string): string | undefined => {
  const states = subject?.lifecycle?.states ?? [];
  if (states.includes(state)) return state;
  return NEGATIVE.test(state) ? states.find((each) => NEGATIVE.test(each)) : undefined;
};

const STOCK_EVENTS = new Set(['reserved', 'not reserved']);

/** What is done to a thing, in its own states; nothing where it lacks them. */
const actionOn = (to: Subject, { does }: Usual): DraftReaction['does'] | undefined => {
  const subject = to.name;
  switch (does.kind) {
    case 'start':
      return { kind: 'start', subject };
    case 'move': {
      const end = meant(to, does.to);
      return end === undefined ? undefined : { kind: 'move', subject, to: end };
    }
    case 'reserve':
    case 'release':
      return to.stock === undefined ? undefined : { kind: does.kind, subject };
    case 'ask': {
      const { system, accepted, refused } = does;
      const known = [accepted, refused].every((state) => to.lifecycle?.states.includes(state));
      return known ? { kind: 'ask', subject, system, accepted, refused } : undefined;
    }
  }
};

const happenedTo = (from: Subject, { on }: Usual): string | undefined =>
  on.happened.flatMap((state) =>
    STOCK_EVENTS.has(state) && from.stock !== undefined ? [state] : (meant(from, state) ?? []),
  )[0];

/** What usually happens between the parts, as far as its things have the states for it. */
export const fillReactions = (
  chosen: readonly { archetype: Archetype; statement: Statement }[],
  cast: Cast,
  things: readonly PlannedThing[],
): DraftReaction[] =>
  chosen.flatMap(({ archetype, statement }) =>
    archetype.reactions.flatMap((usual): DraftReaction[] => {
      const from = subjectOf(things, cast.get(usual.on.thing) ?? '');
      const to = subjectOf(things, cast.get(usual.does.thing) ?? '');
      if (!from || !to || !usual.needs.every((id) => cast.has(id))) return [];
      const happened = happenedTo(from, usual);
      const does = actionOn(to, usual);
      if (happened === undefined || does === undefined) return [];
      return [
        { on: { subject: from.name, happened }, does, statements: [statement], because: usual.because },
      ];
    }),
  );
