import { classOf } from '../things.ts';
import { behaviours, ensureReference, sketchOf, type Sketch, type Sketches } from './sketch.ts';

/** Doings that many do with the same thing. */
const JOINS = /^(?:enrol|enroll|register|subscribe|sign up|join|attend|volunteer|apply)$/;

/** "members book a place in a class": who, and what with. */
export const sketchDoing = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'doing')) {
    const { verb, object, within, with: other } = statement.behaviour;
    sketch.recordVerb ??= verb;
    if (statement.actor && statement.actor !== sketch.name)
      sketch.doer ??= ensureReference(sketches, sketch, statement.actor).name;
    const kept = (name: string | undefined) =>
      name !== undefined && sketchOf(sketches, name) !== undefined && sketchOf(sketches, name) !== sketch;
    const stewarded = sketch.thing.statements.some((each) =>
      ['change', 'remove', 'maintain'].includes(classOf(each) ?? ''),
    );
    sketch.doing ||= !stewarded;
    // "a place in a class": one of what the class has, where only the class is kept.
    for (const name of kept(within) && !kept(object) ? [within, other] : [object, within, other])
      if (name !== undefined && name !== sketch.name) {
        const reference = ensureReference(sketches, sketch, name);
        if (name === within || JOINS.test(verb)) sketch.containers?.add(reference.name);
      }
  }
};
