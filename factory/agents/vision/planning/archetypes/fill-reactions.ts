import type { Archetype } from '../../../../knowledge/archetypes/archetype.ts';
import type { Statement } from '../../../../domain/statement.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { subjectOf, type DraftReaction } from '../services/solution.ts';
import type { Cast } from './fill-thing.ts';

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
      const happened = on.happened.find((state) =>
        STOCK_EVENTS.has(state) ? from?.stock !== undefined : from?.lifecycle?.states.includes(state),
      );
      if (!happened || !to) return [];
      const states =
        does.kind === 'move' ? [does.to] : does.kind === 'ask' ? [does.accepted, does.refused] : [];
      if (!states.every((state) => to.lifecycle?.states.includes(state))) return [];
      if ((does.kind === 'reserve' || does.kind === 'release') && to.stock === undefined) return [];
      const { thing: _thing, ...rest } = does;
      const action = { ...rest, subject: target } as DraftReaction['does'];
      return [{ on: { subject: source, happened }, does: action, statements: [statement], because }];
    }),
  );
