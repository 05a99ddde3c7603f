import type { PlanTerm } from '../../../../domain/planned-rule.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import { ensure, sketchOf, type Sketch, type Sketches } from './sketch.ts';

export const isTime = ({ nature }: PlannedAttribute): boolean => nature === 'date' || nature === 'instant';

/** "it was sent"; for the state it begins in: "it was booked". */
export const enteredText = ({ lifecycle, recordVerb }: Sketch, state: string): string =>
  `it was ${state === lifecycle?.initial ? stateOfVerb(recordVerb ?? 'add') : state}`;

const STARTS =
  /^(?:start|starts|begin|begins|event|appointment|it|departure|take off|takes place|happens)$|\b(?:start|starts|begin|begins|takes place|happens)$/;

const ENDS = /\b(?:ends?|finish(?:es)?)$/;

const MADE =
  /^(?:creation|recording|booking|ordering|purchase|placement|order|it was made|submission|make|create|add|place|record)$/;

const isNamed = (name: string, phrase: string): boolean =>
  name === phrase ||
  phrase.endsWith(` ${name}`) ||
  name.endsWith(` ${phrase}`) ||
  name.startsWith(`${phrase} `);

/** Time attributes of a thing that a phrase may mean: the only one, or the one that begins it. */
const timeOf = (attributes: readonly PlannedAttribute[], phrase: string | undefined): string | undefined => {
  const times = attributes.filter(isTime).map(({ name }) => name);
  if (phrase !== undefined) {
    const named = times.find((name) => isNamed(name, phrase));
    if (named) return named;
    if (ENDS.test(phrase)) return times.find((name) => /^(?:end|ends|until|to|finish)/.test(name));
    if (!STARTS.test(phrase)) return undefined;
  }
  const starting = times.find((name) => /^(?:start|begin|from|date|time|departure|day|check-in)/.test(name));
  return starting ?? (times.length === 1 ? times[0] : undefined);
};

const nominalState = (sketch: Sketch, phrase: string): string | undefined => {
  const { lifecycle } = sketch;
  return lifecycle?.states.find((state) => {
    if (state === phrase || stateOfVerb(phrase) === state) return true;
    const verb = lifecycle.moves.find(({ to }) => to === state)?.verb ?? '';
    const stem = verb.slice(0, Math.max(4, verb.length - 1));
    return verb.length > 3 && phrase.startsWith(stem);
  });
};

export type Anchor = PlanTerm | { state: string };

/** "after delivery", "after booking": the entry into a state. */
const stateAnchor = (sketch: Sketch, phrase: string | undefined): Anchor | undefined => {
  const { lifecycle, recordVerb, name } = sketch;
  if (phrase === undefined || !lifecycle) return undefined;
  const state = nominalState(sketch, phrase);
  if (state !== undefined) return { state };
  const made = MADE.test(phrase) || phrase === recordVerb || phrase === name;
  return made ? { state: lifecycle.initial } : undefined;
};

type Target = { reference: PlannedAttribute; other: Sketch; named: boolean };

/** What the thing refers to and a phrase means: named in it, else the first. */
const targetOf = (sketch: Sketch, sketches: Sketches, phrase: string | undefined): Target | undefined => {
  const references = sketch.attributes.filter(
    ({ refers, name }) => refers !== undefined && name !== sketch.doer,
  );
  const named = references.find(
    ({ refers, name }) =>
      phrase !== undefined && (phrase.startsWith(refers ?? '-') || phrase.startsWith(name)),
  );
  const reference = named ?? references.at(0);
  const other = reference?.refers ? sketchOf(sketches, reference.refers) : undefined;
  return reference && other ? { reference, other, named: named !== undefined } : undefined;
};

/** "the class starts" → "starts". */
const withoutTarget = ({ reference }: Target, phrase: string | undefined): string | undefined =>
  phrase
    ?.replace(new RegExp(`^(?:${reference.refers ?? '-'}|${reference.name})(?: |$)|'s$`), '')
    .replace(/^(?:start|begin)(?:s|ing)?(?: (?:time|date))?(?: of .*)?$/, 'starts') || undefined;

const isHappening = (phrase: string | undefined): boolean =>
  phrase === undefined || STARTS.test(phrase) || ENDS.test(phrase) || /^(?:start|begin)/.test(phrase);

/** A moment of what is referred to; assumed where it has none and the phrase allows it. */
const foreignAnchor = (target: Target, happening: string | undefined): Anchor | undefined => {
  const through = target.reference.name;
  const time = timeOf(target.other.attributes, withoutTarget(target, happening));
  if (time !== undefined) return { attribute: time, through };
  return isHappening(happening) || target.named
    ? { attribute: assumedTime(target.other, happening), through }
    : undefined;
};

const assumedTime = (sketch: Sketch, phrase = ''): string =>
  ensure(sketch, ENDS.test(phrase) ? 'ends at' : 'starts at', { nature: 'instant', origin: 'derived' }).name;

/** The moment that a window hangs on; where the text names none, the start of what it is about is assumed. */
export const anchorOf = (
  sketch: Sketch,
  sketches: Sketches,
  phrase: string | undefined,
): Anchor | undefined => {
  const entered = stateAnchor(sketch, phrase);
  if (entered) return entered;
  const happening = phrase?.replace(/^(?:it|they) /, '');
  const own = timeOf(sketch.attributes, happening);
  if (own !== undefined) return { attribute: own };
  const target = phrase === happening ? targetOf(sketch, sketches, phrase) : undefined;
  if (target) return foreignAnchor(target, happening);
  return isHappening(happening) ? { attribute: assumedTime(sketch, happening) } : undefined;
};

/** "it was sent", "its class starts", "the due date of its order". */
export const anchorText = (sketch: Sketch, anchor: Anchor): string => {
  if ('state' in anchor) return enteredText(sketch, anchor.state);
  const { attribute, through } = anchor;
  const happens = /^(starts|ends|begins) at$/.exec(attribute)?.[1];
  if (happens) return `${through ? `its ${through}` : 'it'} ${happens}`;
  return through ? `the ${attribute} of its ${through}` : `its ${attribute}`;
};
