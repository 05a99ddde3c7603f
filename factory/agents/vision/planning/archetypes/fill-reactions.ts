import type { Subject } from '../../../../domain/product-plan.ts';
import type { Archetype } from '../../../../knowledge/archetypes/archetype.ts';
import type { Statement } from '../../../../domain/statement.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { NEGATIVE } from '../services/settle-states.ts';
import { subjectOf, type DraftReaction } from '../services/solution.ts';
import type { Cast } from './fill-thing.ts';

/** The state itself, or what the text calls the same bad end: "rejected" for "cancelled". */
const meant = (subject: Subject | undefined, state: string): string | undefined => {
  const states = subject?.lifecycle?.states ?? [];
  if (states.includes(state)) return state;
  return NEGATIVE.test(state) ? states.find((each) => NEGATIVE.test(each)) : undefined;
};

const STOCK_EVENTS = new Set(['reserved', 'not reserved']);

/** What usually happens between the parts, as far as its things have the states for it. */
export const fillReactions = (
  chosen: readonly { archetype: Archetype; statement: Statement }[],
  cast: Cast,
  things: readonly PlannedThing[],
): DraftReaction[] =>
  chosen.flatMap(({ archetype, statement }) =>
    archetype.reactions.flatMap(({ needs, on, does, because }): DraftReaction[] => {
      const [source, target] = [cast.get(on.thing), cast.get(does.thing)];
      if (!source || !target || !needs.every((id) => cast.has(id))) return [];
      const [from, to] = [subjectOf(things, source), subjectOf(things, target)];
      const [happened] = on.happened.flatMap((state) =>
        STOCK_EVENTS.has(state) && from?.stock !== undefined ? [state] : (meant(from, state) ?? []),
      );
      if (!happened || !to) return [];
      const end = does.kind === 'move' ? meant(to, does.to) : undefined;
      if (does.kind === 'move' && end === undefined) return [];
      const answers = does.kind === 'ask' ? [does.accepted, does.refused] : [];
      if (!answers.every((state) => to.lifecycle?.states.includes(state))) return [];
      if ((does.kind === 'reserve' || does.kind === 'release') && to.stock === undefined) return [];
      const { thing: _thing, ...rest } = does;
      const action = { ...rest, subject: target, ...(end ? { to: end } : {}) } as DraftReaction['does'];
      return [{ on: { subject: source, happened }, does: action, statements: [statement], because }];
    }),
  );
