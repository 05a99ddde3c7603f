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

/** Time attributes of a thing that a phrase may mean: the only one, or the one that begins it. */
const timeOf = (attributes: readonly PlannedAttribute[], phrase: string | undefined): string | undefined => {
  const times = attributes.filter(isTime);
  if (phrase !== undefined) {
    const named = times.find(
      ({ name }) =>
        name === phrase ||
        phrase.endsWith(` ${name}`) ||
        name.endsWith(` ${phrase}`) ||
        name.startsWith(`${phrase} `),
    );
    if (named) return named.name;
    if (ENDS.test(phrase)) return times.find(({ name }) => /^(?:end|ends|until|to|finish)/.test(name))?.name;
    if (!STARTS.test(phrase)) return undefined;
  }
  const starting = times.find(({ name }) =>
    /^(?:start|begin|from|date|time|departure|day|check-in)/.test(name),
  );
  return (starting ?? (times.length === 1 ? times[0] : undefined))?.name;
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

type Anchor = PlanTerm | { state: string };

/** The moment that a window hangs on; where the text names none, the start of what it is about is assumed. */
export const anchorOf = (
  sketch: Sketch,
  sketches: Sketches,
  phrase: string | undefined,
): Anchor | undefined => {
  const { lifecycle } = sketch;
  if (phrase !== undefined && lifecycle) {
    const state = nominalState(sketch, phrase);
    if (state !== undefined) return { state };
    if (MADE.test(phrase) || phrase === sketch.recordVerb || phrase === sketch.name)
      return { state: lifecycle.initial };
  }
  const itself = phrase?.startsWith('it ') === true || phrase?.startsWith('they ') === true;
  const happening = phrase?.replace(/^(?:it|they) /, '');
  const own = timeOf(sketch.attributes, happening);
  if (own !== undefined) return { attribute: own };
  const references = sketch.attributes.filter(
    ({ refers, name }) => refers !== undefined && name !== sketch.doer,
  );
  const named = references.find(
    ({ refers, name }) =>
      phrase !== undefined && (phrase.startsWith(refers ?? '-') || phrase.startsWith(name)),
  );
  const target = named ?? references.at(0);
  const other = target?.refers ? sketchOf(sketches, target.refers) : undefined;
  const rest =
    happening
      ?.replace(new RegExp(`^(?:${target?.refers ?? '-'}|${target?.name ?? '-'})(?: |$)|'s$`), '')
      .replace(/^(?:start|begin)(?:s|ing)?(?: (?:time|date))?(?: of .*)?$/, 'starts') ?? '';
  const time = other && timeOf(other.attributes, rest || undefined);
  if (target && time !== undefined) return { attribute: time, through: target.name };
  if (
    happening !== undefined &&
    !STARTS.test(happening) &&
    !ENDS.test(happening) &&
    !named &&
    !/^(?:start|begin)/.test(happening)
  )
    return undefined;
  const holder = itself ? sketch : (other ?? sketch);
  const attribute = ensure(holder, ENDS.test(phrase ?? '') ? 'ends at' : 'starts at', {
    nature: 'instant',
    origin: 'derived',
  }).name;
  return holder !== sketch && target ? { attribute, through: target.name } : { attribute };
};

/** "it was sent", "its class starts", "the due date of its order". */
export const anchorText = (sketch: Sketch, anchor: Anchor): string => {
  if ('state' in anchor) return enteredText(sketch, anchor.state);
  const { attribute, through } = anchor;
  const happens = /^(starts|ends|begins) at$/.exec(attribute)?.[1];
  if (happens) return `${through ? `its ${through}` : 'it'} ${happens}`;
  return through ? `the ${attribute} of its ${through}` : `its ${attribute}`;
};
