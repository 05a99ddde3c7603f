import { letSomebody } from '../callers.ts';
import { thingCalled } from '../attributes.ts';
import { bring } from '../casting.ts';
import { bringIn, perform, wayTo } from '../leading.ts';
import { observe, when, type Script } from '../script.ts';
import { newValues, REFUSED, tryAction } from '../trying.ts';

/** From every state in which the plan allows it, it goes where the plan says. */
export const movedScenario = (script: Script, subject: string, verb: string, to: string): void => {
  const { thing } = thingCalled(script, subject);
  const moves = thing.lifecycle?.moves.filter((move) => move.verb === verb && move.to === to) ?? [];
  const states = [...new Set(moves.flatMap(({ from }) => from))].filter((state) =>
    wayTo(script, thing, thing.lifecycle?.initial ?? '', state),
  );
  for (const state of states.length > 0 ? states : [thing.lifecycle?.initial ?? '']) {
    const actor = bringIn(script, subject, state);
    if (moves.some(({ by }) => by === 'caller') || moves.length === 0)
      perform(script, actor, { verb, to }, when);
    observe(script, `the ${subject} "${actor.name}" is "${to}"`);
  }
};

/** In that state it is refused, and stays there. */
export const moveRefusedScenario = (script: Script, subject: string, verb: string, state: string): void => {
  const actor = bringIn(script, subject, state);
  tryAction(script, actor, { kind: 'move', verb });
  observe(script, REFUSED);
  observe(script, `the ${subject} "${actor.name}" is "${state}"`);
};

/** Of two who read the same version, the one who comes second learns that it is outdated. */
export const concurrentScenario = (script: Script, subject: string): void => {
  const actor = bring(script, subject);
  const { thing, subject: published } = actor.resolved;
  const move = thing.lifecycle?.moves.find(
    ({ by, from }) => by === 'caller' && from.includes(thing.lifecycle?.initial ?? ''),
  );
  const canChange = published.change !== undefined && 'path' in published.change;
  const one = `the ${thing.name} "${actor.name}"`;
  if (canChange || !move) {
    letSomebody(script, thing, { kind: 'change' }, actor.values);
    const rows = [newValues(script, actor), newValues(script, actor)];
    when(script, `two writers who read the same version change ${one} to:`, rows);
  } else {
    letSomebody(script, thing, { kind: 'move', verb: move.verb }, actor.values);
    when(script, `two writers who read the same version try "${move.verb}" with ${one}`);
  }
  observe(script, 'one is let through and the other is refused as outdated');
};
