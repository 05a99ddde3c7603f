import type { Statement } from '../../../../domain/statement.ts';
import { behaviours, type Sketch } from './sketch.ts';

const EXPIRY =
  /^(?:expiry|expiration|expires)(?: (?:date|day|time|on|at))?$|^valid (?:until|to|till)$|^(?:end|last day) of validity$/;

/** "an expired voucher cannot be redeemed" of what has an expiry date: it can be until then. */
const untilThen = (statement: Statement, anchor: string): Statement =>
  statement.behaviour?.kind === 'gate' &&
  statement.behaviour.state === 'expired' &&
  !statement.behaviour.allowed
    ? {
        ...statement,
        behaviour: { kind: 'window', verbs: statement.behaviour.verbs, allowed: 'until', anchor },
      }
    : statement;

/** Where a date says when a thing expires, nobody and nothing has to lead it there. */
export const readExpiryDates = (sketch: Sketch): void => {
  const date = sketch.attributes.find(({ name }) => EXPIRY.test(name));
  const listed = behaviours(sketch, 'states').some(({ behaviour }) => behaviour.states.includes('expired'));
  if (!date || listed) return;
  sketch.thing = {
    ...sketch.thing,
    statements: sketch.thing.statements.map((statement) => untilThen(statement, date.name)),
  };
};
