import type { Subject } from '../../../../domain/product-plan.ts';
import { infinitiveOf } from '../../reading/solution-words.ts';
import { participleOf } from '../../reading/verbs.ts';
import type { PlannedThing } from '../plan-thing.ts';
import type { DraftReaction } from './solution.ts';

type Lifecycle = NonNullable<Subject['lifecycle']>;
type Move = Lifecycle['moves'][number];

/** States that lead nowhere by what their word says. */
export const NEGATIVE =
  /^(?:refused|rejected|declined|denied|failed|cancelled|canceled|bounced|aborted|voided|withdrawn|expired|lost)$/;

/** What is done to put one in, whatever it is. */
export const CREATION =
  /^(?:placed|created|added|opened|submitted|requested|registered|recorded|booked|drafted|started|entered|filed|raised|issued|made|reported|ordered|logged|begun|posted|proposed|announced|planned|prepared)$/;

type Mention = { state: string; by: 'start' | 'reaction' | 'event' };

const mentionsOf = (name: string, reactions: readonly DraftReaction[]): Mention[] =>
  reactions.flatMap(({ on, does, statements }): Mention[] => [
    ...(on.subject === name ? [{ state: on.happened, by: 'event' as const }] : []),
    ...(does.subject === name && does.kind === 'move' ? [{ state: does.to, by: 'reaction' as const }] : []),
    ...(does.subject === name && does.kind === 'start'
      ? startStates(name, statements).map((state) => ({ state, by: 'start' as const }))
      : []),
  ]);

const startStates = (name: string, statements: DraftReaction['statements']): string[] =>
  statements.flatMap(({ constraints }) =>
    constraints
      .filter(({ kind, value }) => kind.startsWith('then-') && value.startsWith(`${name}: `))
      .map(({ value }) => value.slice(name.length + 2)),
  );

/** What is done to one that is there already. */
const LATER =
  /^(?:confirmed|approved|accepted|finished|completed|closed|paid|shipped|delivered|sent|received|dispatched|returned|verified|checked|settled|resolved|signed|published|archived|stored|updated|changed|assigned|activated|reviewed)$/;

/** The text says by itself how one is put in; another word is then a later step. */
const isPutIn = ({ wants }: PlannedThing): boolean =>
  wants.some(({ intent, because }) => intent === 'record' && because === undefined);

const initialOf = (mentions: readonly Mention[], thing: PlannedThing): string | undefined => {
  if (thing.subject.lifecycle) return thing.subject.lifecycle.initial;
  const moved = new Set(mentions.filter(({ by }) => by === 'reaction').map(({ state }) => state));
  return (
    mentions.find(({ by }) => by === 'start')?.state ??
    mentions.find(
      ({ state, by }) =>
        by === 'event' &&
        !moved.has(state) &&
        !NEGATIVE.test(state) &&
        (CREATION.test(state) || (!isPutIn(thing) && !LATER.test(state))),
    )?.state
  );
};

const moveTo = (state: string, before: readonly string[], by: Move['by']): Move => ({
  verb: infinitiveOf(state),
  from: before.filter((each) => each !== state && !NEGATIVE.test(each)),
  to: state,
  by,
});

/** States and moves that reactions speak of, behind those that are known. */
const extend = (known: Pick<Lifecycle, 'states' | 'moves'>, mentions: readonly Mention[]): typeof known => {
  const moved = new Set(mentions.filter(({ by }) => by === 'reaction').map(({ state }) => state));
  return mentions.reduce(({ states, moves }, { state, by }) => {
    if (states.includes(state) || by === 'start') return { states, moves };
    const move = moveTo(state, states, moved.has(state) ? 'reaction' : 'caller');
    return { states: [...states, state], moves: move.from.length > 0 ? [...moves, move] : moves };
  }, known);
};

/** The life cycle of a thing with every state that reactions speak of. */
const settle = (thing: PlannedThing, reactions: readonly DraftReaction[]): PlannedThing => {
  const { name, lifecycle: known } = thing.subject;
  const mentions = mentionsOf(name, reactions).filter(
    ({ state }) => state !== 'reserved' && state !== 'not reserved',
  );
  if (mentions.length === 0) return thing;
  const initial = initialOf(mentions, thing) ?? participleOf(thing.verb);
  const { states, moves } = extend(known ?? { states: [initial], moves: [] }, mentions);
  const verb = known ? thing.verb : infinitiveOf(initial);
  if (states.length < 2) return { ...thing, verb };
  return { ...thing, verb, subject: { ...thing.subject, lifecycle: { initial, states, moves } } };
};

/** Life cycles that follow from what reactions say happens to things. */
export const settleStates = (
  things: readonly PlannedThing[],
  reactions: readonly DraftReaction[],
): PlannedThing[] => things.map((thing) => settle(thing, reactions));
