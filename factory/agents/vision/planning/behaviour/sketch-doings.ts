import { classOf, isProhibition } from '../things.ts';
import {
  behaviours,
  ensure,
  ensureReference,
  sketchOf,
  type Sketch,
  type Sketches,
  type StatementOf,
} from './sketch.ts';

/** Doings that many do with the same thing. */
const JOINS = /^(?:enrol|enroll|register|subscribe|sign up|join|attend|volunteer|apply)$/;

/** Doings that consist of words. */
const SAYS = /^(?:comment|reply|respond|answer)$/;

type Doing = StatementOf<'doing'>;

/** What is done with what: "a place in a class" is one of what the class has, where only the class is kept. */
const involved = (sketch: Sketch, sketches: Sketches, { behaviour }: Doing): string[] => {
  const { object, within, with: other } = behaviour;
  const kept = (name: string | undefined): boolean => {
    const found = name === undefined ? undefined : sketchOf(sketches, name);
    return found !== undefined && found !== sketch;
  };
  const names = kept(within) && !kept(object) ? [within, other] : [object, within, other];
  return names.flatMap((name) => (name === undefined || name === sketch.name ? [] : [name]));
};

const isStewarded = ({ thing }: Sketch): boolean =>
  thing.statements.some(
    (each) =>
      each.behaviour?.kind !== 'doing' &&
      !isProhibition(each) &&
      ['change', 'remove', 'maintain'].includes(classOf(each) ?? ''),
  );

/** "members book a place in a class": who, and what with. */
export const sketchDoing = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'doing')) {
    const { verb, within } = statement.behaviour;
    sketch.recordVerb ??= verb;
    if (statement.actor && statement.actor !== sketch.name)
      sketch.doer ??= ensureReference(sketches, sketch, statement.actor).name;
    sketch.doing ||= !isStewarded(sketch);
    if (SAYS.test(verb)) ensure(sketch, 'text', { origin: 'derived' });
    for (const name of involved(sketch, sketches, statement)) {
      const reference = ensureReference(sketches, sketch, name);
      if (name === within || JOINS.test(verb)) sketch.containers?.add(reference.name);
    }
  }
};
