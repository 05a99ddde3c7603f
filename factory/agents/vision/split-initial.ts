import type { StatedBehaviourOf } from '../../domain/stated-behaviour.ts';
import type { Part } from './read-sentences.ts';

export type Posting = Part & { behaviour: StatedBehaviourOf<'posting'> };

export const isPosting = (part: Part): part is Posting => part.behaviour?.kind === 'posting';

const goes =
  (direction: 'in' | 'out') =>
  ({ behaviour }: Posting): boolean =>
    behaviour.moves.some((move) => move.direction === direction);

/** Nouns for how much there is of what is in an account. */
const AMOUNT = /^(?:(?:remaining|current|available) )?(?:amount|balance|value|credit|money|sum)$/;

/** "initial amount", "starting balance in euros", "initial points". */
const INITIAL =
  /^(?:initial|starting|opening|original|prepaid|loaded) (?:(?:amount|balance|value|credit|sum)(?: (?:of|in) (.+))?|(.+))$/;

type Initial = { object: string; name: string; unit: string; counts: (unit: string) => boolean };

const initialOf = ({ object, attributes }: Part, drawn: readonly Posting[]): Initial | undefined => {
  const name = attributes.find((each) => INITIAL.test(each));
  const [, money, counted] = INITIAL.exec(name ?? '') ?? [];
  if (object === undefined || name === undefined) return undefined;
  const singular = counted?.replace(/s$/, '');
  const counts = (unit: string): boolean =>
    counted === undefined ? unit === object || AMOUNT.test(unit) : unit === singular || unit === counted;
  const meant = drawn.some(({ behaviour }) => counts(behaviour.unit));
  return meant ? { object, name, unit: money ?? singular ?? 'amount', counts } : undefined;
};

/** What is left of the attributes, the account, and what first comes in where the text has no other way in. */
const split = (part: Part, { name, unit }: Initial, fills: boolean): Part[] => {
  const { verb: _verb, ...rest } = part;
  const bare = { ...rest, attributes: [], constraints: [], operation: false };
  return [
    {
      ...part,
      attributes: part.attributes.filter((each) => each !== name),
      constraints: part.constraints.filter(({ value }) => value !== name && !value.startsWith(`${name}: `)),
    },
    { ...bare, behaviour: { kind: 'balance', unit } },
    ...(fills
      ? []
      : [
          {
            ...bare,
            behaviour: {
              kind: 'posting' as const,
              unit,
              moves: [{ verb: 'credit', direction: 'in' as const }],
            },
          },
        ]),
  ];
};

/** "a gift card with a code and an initial amount": what comes in first, where the text says how it goes out again. */
export const splitInitial = (parts: readonly Part[]): Part[] => {
  const postings = parts.filter(isPosting);
  const drawn = postings.filter(goes('out'));
  const initial = parts.map((part) => initialOf(part, drawn)).find((each) => each !== undefined);
  if (initial === undefined) return [...parts];
  const fills = postings.some(goes('in'));
  return parts.flatMap((part) => {
    if (part.object === initial.object && part.attributes.includes(initial.name))
      return split(part, initial, fills);
    return isPosting(part) && initial.counts(part.behaviour.unit)
      ? [{ ...part, behaviour: { ...part.behaviour, unit: initial.unit } }]
      : [part];
  });
};
