import type { AggregateModel, TimeoutModel } from '../aggregate-model.ts';
import { literal } from '../source-text.ts';
import { method } from './aggregate-parts.ts';
import { durationCode } from './arithmetic-code.ts';
import { ownScope } from './scopes.ts';

/** Time alone changes it: its states end, or what is in its ledger is lost. */
export const advances = ({ timeouts, aggregate }: AggregateModel): boolean =>
  timeouts.length > 0 || aggregate.ledger?.expiry !== undefined;

const timeout = (model: AggregateModel, { state, since, after, transition }: TimeoutModel): string[] => {
  const { at, facts } = model.methodOf(transition);
  if (transition.inputType || facts.length > 0)
    throw new Error(
      `The clock does ${transition.useCase.name}: it can give it no input and look nothing up.`,
    );
  const field = model.aggregate.lifecycle?.field ?? 'status';
  const { code, optional } = ownScope(model.aggregate, 'this.#state', 'at').field(since);
  const due = `later(${code}, ${durationCode(after)})`;
  const conditions = [
    `this.#state.${field} === ${literal(state)}`,
    ...(optional ? [`${code} !== undefined`] : []),
    `${due} <= at`,
  ];
  return [`if (${conditions.join(' && ')})`, `this.${transition.method}(${at ? due : ''});`];
};

const expiring = ({ aggregate: { ledger } }: AggregateModel): string[] =>
  ledger?.expiry
    ? [
        'const lost = expiries(this.#state.entries, incoming, at);',
        'if (lost.length > 0) {',
        'const entries = [...this.#state.entries, ...lost];',
        `this.#state = { ...this.#state, entries, balance: balanceOf(entries, incoming, ${ledger.scale}) };`,
        '}',
      ]
    : [];

/** The method that does what is due. */
export const advanceMethod = (model: AggregateModel): string => {
  if (!advances(model)) return '';
  const comment =
    model.timeouts.length > 0
      ? 'Does what is due by then, as of the moment when it was due.'
      : 'Loses what expired by then.';
  return method(
    comment,
    'advance(at: string): void',
    ...expiring(model),
    ...model.timeouts.flatMap((each) => timeout(model, each)),
  );
};

/** Kinds of entries that put something into a ledger. */
export const incomingKinds = ({ aggregate, posts }: AggregateModel): string =>
  aggregate.ledger
    ? `const incoming = ${literal(posts.filter(({ useCase }) => useCase.direction === 'in').map(({ useCase }) => useCase.verb))};`
    : '';

/** The methods by which others put amounts aside. */
export const reservationMethods = ({ aggregate: { reservable, fields } }: AggregateModel): string[] => {
  if (!reservable) return [];
  const { field } = reservable;
  const type = fields.find(({ name }) => name === field)?.type;
  const minimum = (type?.kind === 'integer' ? type.minimum : undefined) ?? 0;
  const left =
    minimum === 0 ? `this.#state.${field} < quantity` : `this.#state.${field} - quantity < ${minimum}`;
  return [
    method(
      'Puts so much aside under a key, once; false where there is not enough.',
      'reserve(key: string, quantity: number): boolean',
      'const { reservations } = this.#state;',
      'if (Object.hasOwn(reservations, key)) return true;',
      `if (${left}) return false;`,
      `this.#state = { ...this.#state, ${field}: this.#state.${field} - quantity, reservations: { ...reservations, [key]: quantity } };`,
      'return true;',
    ),
    method(
      'Gives back what is aside under a key, and answers how much that was.',
      'release(key: string): number',
      'const { [key]: quantity = 0, ...reservations } = this.#state.reservations;',
      `this.#state = { ...this.#state, ${field}: this.#state.${field} + quantity, reservations };`,
      'return quantity;',
    ),
  ];
};
