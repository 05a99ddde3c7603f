import type { ProductPlan } from '../../../../domain/product-plan.ts';
import type { Statement } from '../../../../domain/statement.ts';
import { infinitiveOf } from '../../reading/solution-words.ts';
import { participleOf } from '../../reading/verbs.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { sameThing } from '../things.ts';
import { NEGATIVE } from './settle-states.ts';
import { changeThing, type DraftReaction } from './solution.ts';

export type PlannedExternals = {
  things: PlannedThing[];
  reactions: DraftReaction[];
  externals: ProductPlan['externals'];
  unrealised: { text: string; reason: string }[];
};

const UNKNOWN_THING = 'Another system can be asked only about a thing that the product keeps.';

type Outcome = { thing: PlannedThing; initial: string; accepted: string; refused: string };

/** The states that the answers of another system lead to: what follows the first one, else accepted and refused. */
const outcomesOf = (thing: PlannedThing, stated: boolean): Outcome => {
  const { lifecycle } = thing.subject;
  const initial = lifecycle?.initial ?? participleOf(thing.verb);
  const next = (lifecycle?.moves ?? []).filter(({ from }) => from.includes(initial)).map(({ to }) => to);
  const refused = next.find((state) => NEGATIVE.test(state)) ?? 'refused';
  const accepted = next.find((state) => state !== refused) ?? 'accepted';
  const states = [...new Set([...(lifecycle?.states ?? [initial]), accepted, refused])];
  const answered = [accepted, refused].map((to) => {
    const known = lifecycle?.moves.find((move) => move.to === to);
    if (known && stated && known.from.includes(initial)) return known;
    return { verb: known?.verb ?? infinitiveOf(to), from: [initial], to, by: 'reaction' as const };
  });
  const others = (lifecycle?.moves ?? []).filter(({ to }) => to !== accepted && to !== refused);
  return {
    thing: {
      ...thing,
      subject: { ...thing.subject, lifecycle: { initial, states, moves: [...answered, ...others] } },
    },
    initial,
    accepted,
    refused,
  };
};

/** "Payments go through a payment provider": a payment is asked about as soon as there is one. */
export const planExternals = (
  statements: readonly Statement[],
  things: readonly PlannedThing[],
  /** Names of things whose life cycle the text gives by itself. */
  led: ReadonlySet<string>,
): PlannedExternals => {
  let planned: PlannedExternals = { things: [...things], reactions: [], externals: [], unrealised: [] };
  for (const statement of statements) {
    for (const { value } of statement.constraints.filter(({ kind }) => kind === 'handled')) {
      const cut = value.indexOf(': ');
      const [name, system] = [value.slice(0, cut), value.slice(cut + 2)];
      const thing = planned.things.find(({ subject }) => sameThing(subject.name, name));
      if (!thing || planned.externals.some((each) => each.name === system)) {
        planned = {
          ...planned,
          unrealised: [...planned.unrealised, { text: statement.text, reason: UNKNOWN_THING }],
        };
        continue;
      }
      const { thing: settled, initial, accepted, refused } = outcomesOf(thing, led.has(thing.subject.name));
      const subject = settled.subject.name;
      planned = {
        ...planned,
        things: changeThing(planned.things, subject, () => settled),
        externals: [
          ...planned.externals,
          { name: system, purpose: `decides what becomes of ${settled.subject.plural}` },
        ],
        reactions: [
          ...planned.reactions,
          {
            on: { subject, happened: initial },
            does: { kind: 'ask', subject, system, accepted, refused },
            statements: [statement],
          },
        ],
      };
    }
  }
  return planned;
};
