import { natureOf } from './planning/attribute-nature.ts';
import type { Part } from './read-sentences.ts';

const RESCHEDULES = /^(?:move|reschedule|rebook|rearrange|shift)$/;

const hasTime = (parts: readonly Part[], object: string | undefined): boolean =>
  parts
    .filter((part) => part.object === object)
    .flatMap(({ attributes }) => attributes)
    .some((name) => natureOf(name) === 'date' || natureOf(name) === 'instant');

const verbsOf = ({ behaviour }: Part): string[] =>
  behaviour?.kind === 'window' || behaviour?.kind === 'moves' || behaviour?.kind === 'permission'
    ? behaviour.verbs
    : [];

const withVerbs = (part: Part, verbs: string[]): Part[] => {
  const { behaviour } = part;
  if (behaviour?.kind === 'moves') {
    const rest = verbs.filter((verb) => verb !== 'change');
    return rest.length > 0 ? [{ ...part, behaviour: { ...behaviour, verbs: rest } }] : [];
  }
  return behaviour?.kind === 'window' || behaviour?.kind === 'permission'
    ? [{ ...part, behaviour: { ...behaviour, verbs } }]
    : [part];
};

/** "an appointment can be moved": what has a time gets another one; that leads it to no other state. */
export const settleRescheduling = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => {
    const verbs = verbsOf(part);
    if (!verbs.some((verb) => RESCHEDULES.test(verb)) || !hasTime(parts, part.object)) return [part];
    const { behaviour: _behaviour, ...rest } = part;
    const change: Part = {
      ...rest,
      operation: true,
      verb: 'change',
      constraints: [...part.constraints, { kind: 'as-said', value: part.text }],
    };
    return [
      change,
      ...withVerbs(part, [...new Set(verbs.map((verb) => (RESCHEDULES.test(verb) ? 'change' : verb)))]),
    ];
  });
