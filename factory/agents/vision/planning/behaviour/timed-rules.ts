import { durationText } from '../../../../domain/duration.ts';
import type { PlanTerm } from '../../../../domain/planned-rule.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import { listing, withArticle } from '../wording.ts';
import { finalStates, reachableFrom } from './life-cycle.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import { behaviours, ensure, findAttribute, refuse, sketchOf, type Sketch, type Sketches } from './sketch.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const isTime = ({ nature }: PlannedAttribute): boolean => nature === 'date' || nature === 'instant';

/** A frozen state stays so whatever comes after it. */
export const sketchFrozen = (sketch: Sketch): void => {
  const { lifecycle } = sketch;
  for (const statement of behaviours(sketch, 'frozen')) {
    const named = statement.behaviour.states.filter((state) => lifecycle?.states.includes(state));
    if (!lifecycle || named.length === 0) {
      refuse(sketch, statement, 'The text does not say how it comes to this state.');
      continue;
    }
    const states = reachableFrom(lifecycle, named);
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'frozen',
        statement: `${capital(withArticle(`${listing(states, 'or')} ${sketch.name}`))} cannot be changed or removed.`,
        states,
      },
    });
  }
};

export const sketchDue = (sketch: Sketch): void => {
  const { lifecycle } = sketch;
  for (const statement of behaviours(sketch, 'due')) {
    const { attribute, after, since, unless } = statement.behaviour;
    const moment = since ? findAttribute(sketch.attributes.filter(isTime), since) : undefined;
    const entered = since && lifecycle?.states.includes(stateOfVerb(since)) ? stateOfVerb(since) : undefined;
    const before = unless ? lifecycle?.moves.find(({ verb }) => verb === unless)?.from.at(-1) : undefined;
    const started =
      since === undefined || since === sketch.recordVerb || /^(?:creat|add|record|book)/.test(since)
        ? lifecycle?.initial
        : undefined;
    const state = entered ?? before ?? started ?? (moment ? lifecycle?.initial : undefined);
    if (!lifecycle || state === undefined) {
      refuse(sketch, statement, 'The text does not say from when on this counts, or what ends it.');
      continue;
    }
    ensure(sketch, attribute, { nature: 'flag', computed: true, required: false });
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'due',
        statement: `${capital(withArticle(`${state} ${sketch.name}`))} is ${attribute} ${durationText(after)} after ${moment ? `its ${moment.name}` : enteredText(sketch, state)}.`,
        attribute,
        state,
        after,
        ...(moment ? { since: moment.name } : {}),
      },
    });
  }
};

export const sketchTimeouts = (sketch: Sketch): void => {
  const { lifecycle } = sketch;
  if (sketch.ledger) return;
  for (const statement of behaviours(sketch, 'expiry')) {
    const { after } = statement.behaviour;
    const move = lifecycle?.moves.find(
      ({ by, statements }) => by === 'clock' && statements.includes(statement),
    );
    const state = move?.from.at(0);
    if (!move || state === undefined) {
      refuse(sketch, statement, 'The text does not say what expires.');
      continue;
    }
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'timeout',
        statement: `${capital(withArticle(`${state} ${sketch.name}`))} becomes ${move.to} after ${durationText(after)}.`,
        state,
        after,
        to: move.to,
      },
    });
  }
};

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
const anchorOf = (sketch: Sketch, sketches: Sketches, phrase: string | undefined): Anchor | undefined => {
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

/** "made", "placed", "created": put in. */
const doneBy = ({ recordVerb, lifecycle }: Sketch, verb: string): string =>
  /^(?:make|place|create|submit|book|add|record|enter)$/.test(verb) &&
  !lifecycle?.moves.some((move) => move.verb === verb)
    ? (recordVerb ?? 'add')
    : verb;

export const sketchWindows = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'window')) {
    const { allowed, offset, anchor: phrase } = statement.behaviour;
    const verbs = statement.behaviour.verbs.map((verb) => doneBy(sketch, verb));
    const anchor = anchorOf(
      sketch,
      sketches,
      phrase ?? (offset?.direction === 'after' ? 'creation' : undefined),
    );
    const known = verbs.every(
      (verb) =>
        verb === (sketch.recordVerb ?? 'add') ||
        sketch.lifecycle?.moves.some((move) => move.verb === verb) ||
        /^(?:change|edit|update|modify|remove|delete|correct)$/.test(verb),
    );
    if (!anchor || !known) {
      refuse(sketch, statement, 'The text does not say which moment this hangs on.');
      continue;
    }
    if (
      'state' in anchor &&
      allowed === 'until' &&
      offset === undefined &&
      sketch.lifecycle &&
      finalStates(sketch.lifecycle).length > 0
    ) {
      // "until it was shipped": the state itself forbids it.
      sketch.lifecycle.statements.push(statement);
      for (const move of sketch.lifecycle.moves)
        if (verbs.includes(move.verb)) move.from = move.from.filter((state) => state !== anchor.state);
      continue;
    }
    const distance = offset ? `${durationText(offset.duration)} ${offset.direction} ` : '';
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'window',
        statement: `${capital(withArticle(sketch.name))} can be ${listing(verbs.map(stateOfVerb), 'or')} ${allowed} ${distance}${anchorText(sketch, anchor)}.`,
        verbs,
        allowed,
        ...(offset ? { offset } : {}),
        anchor,
      },
    });
  }
};
