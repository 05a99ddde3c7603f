import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import { thingCalled } from '../attributes.ts';
import { after, DAY, SECOND } from '../cells.ts';
import { bringIn, perform } from '../leading.ts';
import { BEGIN, setClock, observe, when, type Actor, type Script } from '../script.ts';
import { shows } from '../trying.ts';

/** Until just before the moment it stays; just after it has moved, whoever looks, and whether or not anybody looked. */
export const timeoutScenario = (
  script: Script,
  { subject, state, to, after: by }: PlannedRuleOf<'timeout'>,
): void => {
  const [seen, unseen] = [bringIn(script, subject, state), bringIn(script, subject, state)];
  const is = (actor: Actor, found: string) => observe(script, `the ${subject} "${actor.name}" is "${found}"`);
  const end = after(Math.max(seen.entered[state] ?? BEGIN, unseen.entered[state] ?? BEGIN), by);
  setClock(script, after(seen.entered[state] ?? BEGIN, by) - SECOND);
  is(seen, state);
  setClock(script, end + SECOND);
  is(seen, to);
  when(script, 'the service does what is due');
  observe(script, 'something was due');
  is(unseen, to);
};

/** The flag is up from the moment on, and not before; it is down again where the thing has left the state. */
export const dueScenario = (script: Script, rule: PlannedRuleOf<'due'>): void => {
  const { subject, state, attribute, since } = rule;
  const { thing } = thingCalled(script, subject);
  const actor = bringIn(script, subject, state);
  const nature = thing.attributes.find(({ name }) => name === since)?.nature;
  const from = since === undefined ? (actor.entered[state] ?? BEGIN) : Date.parse(actor.values[since] ?? '');
  const step = nature === 'date' ? DAY : SECOND;
  const moment = after(from, rule.after);
  const flag = (cell: string) => observe(script, shows(actor, attribute, cell));
  setClock(script, moment - step);
  flag('no');
  setClock(script, nature === 'date' ? moment + step : moment);
  flag('yes');
  const exit = thing.lifecycle?.moves.find(
    ({ by, from: states }) => by === 'caller' && states.includes(state),
  );
  if (!exit) return;
  perform(script, actor, exit, when);
  flag('no');
};
