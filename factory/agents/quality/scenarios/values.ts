import type { PlannedRuleOf } from '../../../domain/planned-rule.ts';
import { required, thingCalled } from '../attributes.ts';
import { bring, rowFor, tryToRecord } from '../casting.ts';
import { cellFor, DAY, numberIn } from '../cells.ts';
import { bringIn, exitFrom, leadTo } from '../leading.ts';
import { observe, type Chosen, type Script } from '../script.ts';
import { REFUSED, sharedCells, tryAction } from '../trying.ts';

/** The same values again are refused, another in any one of them is not. */
export const uniqueScenario = (script: Script, rule: PlannedRuleOf<'unique'>): void => {
  const { subject, attributes, states } = rule;
  const resolved = thingCalled(script, subject);
  const values = sharedCells(script, subject, attributes);
  const counted = states.length > 0 && resolved.thing.lifecycle ? (states[0] ?? '') : undefined;
  const first =
    counted === undefined
      ? bring(script, subject, { values })
      : bringIn(script, subject, counted, { values });
  tryToRecord(script, subject, { values });
  observe(script, REFUSED);
  for (const name of attributes) {
    tryToRecord(script, subject, { values: { ...values, ...sharedCells(script, subject, [name]) } });
    observe(script, 'it succeeds');
  }
  const exit = states.length === 0 ? undefined : exitFrom(script, first, states);
  if (exit === undefined) return;
  leadTo(script, first, exit);
  tryToRecord(script, subject, { values });
  observe(script, 'it succeeds');
};

/** Periods that meet in a moment stand side by side; periods that share one do not. */
export const overlapScenario = (script: Script, rule: PlannedRuleOf<'no-overlap'>): void => {
  const { subject, per, start, end, states } = rule;
  const resolved = thingCalled(script, subject);
  const attributes = required(resolved, start, end);
  const nature = attributes.find(({ name }) => name === start)?.nature ?? 'instant';
  const edges = attributes.filter(({ name }) => [start, end].includes(name));
  const shared = sharedCells(script, subject, per);
  const { [start]: begin = '' } = rowFor(script, resolved, edges);
  const at = (from: number, to: number): Chosen => ({
    [start]: cellFor(nature, numberIn(nature, begin) + from * DAY),
    [end]: cellFor(nature, numberIn(nature, begin) + to * DAY),
  });
  const first = bring(script, subject, { values: { ...shared, ...at(2, 4) } });
  const tries = (values: Chosen, sentence: string) => {
    tryToRecord(script, subject, { values });
    observe(script, sentence);
  };
  tries({ ...shared, ...at(3, 5) }, REFUSED);
  tries({ ...shared, ...at(1, 3) }, REFUSED);
  tries({ ...shared, ...at(4, 5) }, 'it succeeds');
  tries({ ...shared, ...at(1, 2) }, 'it succeeds');
  if (per.length > 0)
    tries({ ...shared, ...sharedCells(script, subject, per.slice(0, 1)), ...at(2, 4) }, 'it succeeds');
  const exit = states.length === 0 ? undefined : exitFrom(script, first, states);
  if (exit === undefined) return;
  leadTo(script, first, exit);
  tries({ ...shared, ...at(2, 4) }, 'it succeeds');
};

/** In each of the states neither a change nor a removal goes through; before it, what the contract offers does. */
export const frozenScenario = (script: Script, { subject, states }: PlannedRuleOf<'frozen'>): void => {
  const { thing, subject: published } = thingCalled(script, subject);
  const offers = published.change !== undefined && 'path' in published.change;
  for (const state of states) {
    const actor =
      state === thing.lifecycle?.initial || !offers
        ? bringIn(script, subject, state)
        : bring(script, subject);
    if (actor.state !== state) {
      tryAction(script, actor, { kind: 'change' });
      observe(script, 'it succeeds');
      leadTo(script, actor, state);
    }
    for (const kind of ['change', 'remove'] as const) {
      tryAction(script, actor, { kind });
      observe(script, 'it is not offered and nothing changed');
    }
  }
};
