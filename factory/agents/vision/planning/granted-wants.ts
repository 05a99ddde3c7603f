import type { Intent } from '../../../domain/product-plan.ts';
import type { Statement } from '../../../domain/statement.ts';
import { verbOf } from '../reading/verbs.ts';
import { isProhibition, type Thing } from './things.ts';
import type { Want } from './wants.ts';

export const stated = (intent: Intent, statements: Statement[]): Want => ({ intent, statements });

/** "a foreman assigns a report to a worker": what is not known from the beginning is told later. */
const isGivenLater = (constraints: Statement['constraints'], attributes: readonly string[]): boolean =>
  attributes.length > 0 &&
  constraints.some(({ kind, value }) => kind === 'optional' && attributes.includes(value)) &&
  constraints.some(({ kind }) => kind === 'as-said');

const GRANTS = new Set(['own', 'permission', 'window']);

/** "ratings can be edited by the guest who wrote them": who may do so, or until when, says that it can be done. */
const granted = ({ statements }: Thing, intent: 'change' | 'remove'): Statement[] =>
  statements.filter(
    ({ behaviour, actor, constraints, attributes }) =>
      (intent === 'change' && actor !== undefined && isGivenLater(constraints, attributes)) ||
      (behaviour !== undefined &&
        GRANTS.has(behaviour.kind) &&
        'verbs' in behaviour &&
        behaviour.verbs.some((verb) => verbOf(verb)?.class === intent)),
  );

export const grantedWants = (thing: Thing, asked: readonly Want[]): Want[] =>
  (['change', 'remove'] as const).flatMap((intent) => {
    const says = asked.some((each) => each.intent === intent) ? [] : granted(thing, intent);
    return says.length > 0 ? [stated(intent, says)] : [];
  });

/** "inspections cannot be changed" of the record of a doing that nothing else lets anybody change. */
export const forbiddenWants = ({ statements }: Thing, offered: readonly Want[]): Want[] => {
  const says = statements.filter(isProhibition);
  const free = offered.some(({ intent }) => intent === 'change' || intent === 'remove');
  return says.length > 0 && !free ? [stated('forbid-change', says)] : [];
};
