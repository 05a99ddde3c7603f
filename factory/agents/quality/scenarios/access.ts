import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import { callerFor, setCaller, type Caller } from '../callers.ts';
import { givable, thingCalled } from '../attributes.ts';
import { bring, nameFor, rowFor, tryToRecord } from '../casting.ts';
import { bringIn } from '../leading.ts';
import { actionOf, type Action } from '../rules-of.ts';
import { observe, type Actor, type Chosen, type Script } from '../script.ts';
import { sayAction } from '../trying.ts';
import { post } from './ledger.ts';

type Access = PlannedRuleOf<'permission'> | PlannedRuleOf<'own'>;

const FORBIDDEN = 'it is forbidden and nothing changed';
const UNKNOWN = 'it is not open to strangers and nothing changed';

/** Somebody who lacks what the rule asks for, and only that. */
const outsider = (script: Script, rule: Access, entitled: Caller): Caller => {
  const name = entitled?.name ?? 'kim';
  return rule.kind === 'own'
    ? { name: nameFor(script, 'somebody else').replaceAll(' ', '-'), role: entitled?.role }
    : { name, role: 'visitor' };
};

const triesOf = (script: Script, rule: Access, entitled: Caller): [Caller, string][] => [
  [outsider(script, rule, entitled), FORBIDDEN],
  [undefined, UNKNOWN],
  [entitled, 'it succeeds'],
];

/** A thing with which it could be done now. */
const ready = (script: Script, rule: Access, action: Action, values: Chosen): Actor => {
  const { thing } = thingCalled(script, rule.subject);
  const move = 'verb' in action ? thing.lifecycle?.moves.find(({ verb }) => verb === action.verb) : undefined;
  if (move) return bringIn(script, rule.subject, move.from[0] ?? '', { values });
  const actor = bring(script, rule.subject, { values });
  const own = thing.ledger?.moves.find(({ verb }) => 'verb' in action && verb === action.verb);
  if (own?.direction === 'out') post(script, actor, 'in', 10);
  return actor;
};

const accessTo = (script: Script, rule: Access, action: Action): void => {
  const resolved = thingCalled(script, rule.subject);
  const owner = rule.kind === 'own' ? givable(resolved).filter(({ name }) => name === rule.attribute) : [];
  const values = rowFor(script, resolved, owner);
  const entitled = callerFor(script, resolved.thing, action, values);
  if (action.kind === 'record') {
    for (const [caller, sentence] of triesOf(script, rule, entitled)) {
      tryToRecord(script, rule.subject, { values, caller: { is: caller } });
      observe(script, sentence);
    }
    return;
  }
  const actor = ready(script, rule, action, values);
  for (const [caller, sentence] of triesOf(script, rule, entitled)) {
    setCaller(script, caller);
    sayAction(script, actor, action);
    observe(script, sentence);
  }
};

/** Who lacks the role, or is not the one, is turned away; so is who does not say who they are; the entitled is let in. */
export const accessScenario = (script: Script, rule: Access): void => {
  const { thing } = thingCalled(script, rule.subject);
  for (const verb of rule.verbs) accessTo(script, rule, actionOf(thing, verb));
};
