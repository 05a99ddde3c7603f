import type { Statement } from '../../../../domain/statement.ts';
import { LEFT_OVER } from '../../reading/constraint-kinds.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { sameThing } from '../things.ts';
import type { DraftReaction } from './solution.ts';

const STOCK = /^(?:stock|stocks|inventory|supply|quantity|amount|availability)$/;
const STOCK_ATTRIBUTE = /(?:^| )(?:stock|quantity|available|availability|copies|seats|places|units|supply)$/;
export const MESSAGES =
  /^(?:notified|informed|alerted|reminded|warned|told|messaged|emailed|e-mailed|texted)$/;

/** Reactions whose things are found, whose states are still the text's. */
export type StatedReactions = { reactions: DraftReaction[]; unrealised: { text: string; reason: string }[] };

/** `order: placed` in its two parts. */
export const pair = (value: string): [string, string] => {
  const cut = value.indexOf(': ');
  return [value.slice(0, cut), value.slice(cut + 2)];
};

/** Attribute of a thing that others can take from. */
export const stockOf = ({ subject }: PlannedThing): string | undefined =>
  subject.stock ??
  subject.attributes.find(({ nature, name }) => nature === 'number' && STOCK_ATTRIBUTE.test(name))?.name;

const findThing = (name: string, things: readonly PlannedThing[]): PlannedThing | undefined =>
  things.find(({ subject }) => subject.name === name) ??
  things.find(({ subject }) => sameThing(subject.name, name));

/** "the stock is reserved": the one thing that has a stock; "the frobs are reserved": frobs, where they have one. */
const findStocked = (name: string, things: readonly PlannedThing[]): PlannedThing | undefined => {
  const named = findThing(name, things);
  if (named) return stockOf(named) ? named : undefined;
  const stocked = things.filter((thing) => stockOf(thing) !== undefined);
  return STOCK.test(name) || stocked.some((thing) => stockOf(thing) === name) ? stocked[0] : undefined;
};

type Does = DraftReaction['does'];

/** "the customer is notified": a notification begins, where the plan has them. */
const messageEffect = (things: readonly PlannedThing[]): Does | undefined => {
  const message = findThing('notification', things)?.subject;
  return message && { kind: 'start', subject: message.name };
};

const GIVES_BACK = /^(?:released|restored|returned)$/;

const stockEffect = (name: string, state: string, things: readonly PlannedThing[]): Does | undefined => {
  if (state !== 'reserved' && !GIVES_BACK.test(state)) return undefined;
  const stocked = findStocked(name, things)?.subject;
  return stocked && { kind: state === 'reserved' ? 'reserve' : 'release', subject: stocked.name };
};

const readEffect = (kind: string, value: string, things: readonly PlannedThing[]): Does | undefined => {
  const [name, state] = pair(value);
  if (kind === 'then-its') return stockEffect(name, state, things);
  if (MESSAGES.test(state)) return messageEffect(things);
  const stocked = stockEffect(name, state, things);
  if (stocked) return stocked;
  const target = findThing(name, things)?.subject;
  const begins = kind === 'then-a' || target?.lifecycle?.initial === state;
  return (
    target &&
    (begins ? { kind: 'start', subject: target.name } : { kind: 'move', subject: target.name, to: state })
  );
};

const happenedOf = (value: string, things: readonly PlannedThing[]): DraftReaction['on'] | undefined => {
  const [name, state] = pair(value);
  if (state === 'reserved' || state === 'refused' || state === 'unreserved') {
    const stocked = STOCK.test(name) || state === 'unreserved' ? findStocked(name, things) : undefined;
    if (stocked)
      return { subject: stocked.subject.name, happened: state === 'reserved' ? 'reserved' : 'not reserved' };
  }
  const thing = findThing(name, things);
  return thing && { subject: thing.subject.name, happened: state };
};

const missing = (value: string): StatedReactions['unrealised'][number] => {
  const [name, state] = pair(value);
  const reason = MESSAGES.test(state) ? LEFT_OVER.notification : LEFT_OVER.condition;
  return { text: `${name} ${state}`, reason: reason ?? '' };
};

/** Reactions as the text states them. What cannot be one is unrealised, with its words. */
export const planStatedReactions = (
  statements: readonly Statement[],
  things: readonly PlannedThing[],
): StatedReactions => {
  const planned: StatedReactions = { reactions: [], unrealised: [] };
  for (const statement of statements) {
    const cause = statement.constraints.find(({ kind }) => kind === 'on');
    if (!cause) continue;
    const on = happenedOf(cause.value, things);
    const effects = statement.constraints.filter(({ kind }) => kind.startsWith('then-'));
    const found = effects.map(({ kind, value }) => ({ value, does: readEffect(kind, value, things) }));
    if (!on || found.every(({ does }) => does === undefined)) {
      planned.unrealised.push({ text: statement.text, reason: LEFT_OVER.condition ?? '' });
      continue;
    }
    for (const { value, does } of found) {
      if (does) planned.reactions.push({ on, does, statements: [statement] });
      else planned.unrealised.push(missing(value));
    }
  }
  return planned;
};
