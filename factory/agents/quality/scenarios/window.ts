import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import { thingCalled } from '../attributes.ts';
import { bring, tryToRecord } from '../casting.ts';
import { cellFor, DAY, SECOND } from '../cells.ts';
import { bringIn, leadTo } from '../leading.ts';
import { edgeOf } from '../windows.ts';
import { actionOf, type Action } from '../rules-of.ts';
import { BEGIN, setClock, observe, type Actor, type Script } from '../script.ts';
import { REFUSED, sharedCells, tryAction } from '../trying.ts';

const stateBefore = (script: Script, name: string, verb: string): string => {
  const { lifecycle } = thingCalled(script, name).thing;
  return lifecycle?.moves.find((move) => move.verb === verb)?.from[0] ?? lifecycle?.initial ?? '';
};

/** The move may start from the state. */
const allows = (script: Script, name: string, action: Action, state: string): boolean =>
  thingCalled(script, name).thing.lifecycle?.moves.some(
    ({ verb, from }) => 'verb' in action && verb === action.verb && from.includes(state),
  ) ?? false;

/** Dates are compared by the day, moments by the second. */
const stepOf = (script: Script, { anchor, subject }: PlannedRuleOf<'window'>): number => {
  if ('state' in anchor) return SECOND;
  const { thing } = thingCalled(script, subject);
  const through = thing.attributes.find(({ name }) => name === anchor.through)?.refers;
  const holder =
    anchor.through === undefined ? thing : script.book.things.get(through ?? anchor.through)?.thing;
  return holder?.attributes.find(({ name }) => name === anchor.attribute)?.nature === 'date' ? DAY : SECOND;
};

/** A thing that is not there yet. */
const imagined = (script: Script, name: string): Actor => ({
  name,
  resolved: thingCalled(script, name),
  values: {},
  parts: {},
  state: undefined,
  entered: {},
});

const recordingWindow = (script: Script, rule: PlannedRuleOf<'window'>): void => {
  const through = 'attribute' in rule.anchor ? rule.anchor.through : undefined;
  const values = sharedCells(script, rule.subject, through === undefined ? [] : [through]);
  const step = stepOf(script, rule);
  const order = rule.allowed === 'until' ? [0, step] : [-step, 0];
  const own =
    'attribute' in rule.anchor && rule.anchor.through === undefined
      ? { [rule.anchor.attribute]: cellFor(step === DAY ? 'date' : 'instant', BEGIN + 30 * DAY) }
      : {};
  const all = { ...values, ...own };
  const edge = edgeOf(script, { ...imagined(script, rule.subject), values: all }, rule);
  if (edge === undefined) return;
  for (const offset of order) {
    setClock(script, edge + offset + (step === DAY ? BEGIN % DAY : 0));
    tryToRecord(script, rule.subject, { values: all });
    observe(script, offset === 0 ? 'it succeeds' : REFUSED);
  }
};

/** Two things with which it could be done, the second of them too late or too early. */
const pairFor = (script: Script, rule: PlannedRuleOf<'window'>, action: Action): Actor[] => {
  const through = 'attribute' in rule.anchor ? rule.anchor.through : undefined;
  const values = sharedCells(script, rule.subject, through === undefined ? [] : [through]);
  const state = 'verb' in action ? stateBefore(script, rule.subject, action.verb) : '';
  const anchored = 'state' in rule.anchor ? rule.anchor.state : state;
  if (anchored === '') return [0, 1].map(() => bring(script, rule.subject, { values }));
  const pair = [0, 1].map(() => bringIn(script, rule.subject, anchored, { values }));
  if (state !== '' && !allows(script, rule.subject, action, anchored))
    for (const actor of pair) leadTo(script, actor, state);
  return pair;
};

/** At the edge it is allowed, a step beyond it is refused. */
const windowFor = (script: Script, rule: PlannedRuleOf<'window'>, action: Action): void => {
  if (action.kind === 'record') return recordingWindow(script, rule);
  const step = stepOf(script, rule);
  const order = rule.allowed === 'until' ? [0, step] : [-step, 0];
  for (const [index, actor] of pairFor(script, rule, action).entries()) {
    const offset = order[index] ?? 0;
    const edge = edgeOf(script, actor, rule);
    if (edge === undefined) continue;
    setClock(script, edge + offset + (step === DAY ? BEGIN % DAY : 0));
    tryAction(script, actor, action);
    observe(script, offset === 0 ? 'it succeeds' : REFUSED);
  }
};

export const windowScenario = (script: Script, rule: PlannedRuleOf<'window'>): void => {
  const { thing } = thingCalled(script, rule.subject);
  for (const verb of rule.verbs) windowFor(script, rule, actionOf(thing, verb));
};
