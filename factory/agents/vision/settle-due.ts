import type { Part } from './read-sentences.ts';
import { sameThing } from './planning/things.ts';

type Due = Extract<NonNullable<Part['behaviour']>, { kind: 'due' }>;

const dueOf = ({ behaviour }: Part): Due | undefined => (behaviour?.kind === 'due' ? behaviour : undefined);

const sameTime = (one: Due, other: Due): boolean =>
  one.after.amount === other.after.amount && one.after.unit === other.after.unit;

/** Says the same of the same thing, and more: what must not have happened. */
const saysMore = (part: Part, other: Part): boolean => {
  const [due, more] = [dueOf(part), dueOf(other)];
  if (!due || !more || part === other || due.unless !== undefined || more.unless === undefined) return false;
  return part.object !== undefined && other.object !== undefined && sameThing(part.object, other.object)
    ? sameTime(due, more)
    : false;
};

/** A state that the text lists is led to by the clock; anything else that becomes so is told apart by time. */
const asState = (part: Part, parts: readonly Part[]): Part => {
  const due = dueOf(part);
  const isListed = parts.some(
    ({ object, behaviour }) =>
      behaviour?.kind === 'states' &&
      due !== undefined &&
      behaviour.states.includes(due.attribute) &&
      object !== undefined &&
      part.object !== undefined &&
      sameThing(object, part.object),
  );
  if (!due || !isListed) return part;
  const { attribute, after, since, unless } = due;
  return {
    ...part,
    behaviour: {
      kind: 'expiry',
      verb: `mark ${attribute}`,
      after,
      ...(since ? { state: since } : {}),
      ...(unless ? { unless } : {}),
    },
  };
};

/** One statement for each thing that becomes due, with all that the text says about it. */
export const settleDue = (parts: readonly Part[]): Part[] =>
  parts
    .map((part) => {
      const behaviour = parts.find((other) => saysMore(part, other))?.behaviour;
      return behaviour ? { ...part, behaviour } : part;
    })
    .map((part) => asState(part, parts));
