import { durationText } from '../../../../domain/duration.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import { natureOf } from '../attribute-nature.ts';
import { listing, withArticle } from '../wording.ts';
import { blockedState, finalStates } from './life-cycle.ts';
import { isOpenWord, stateOfVerb } from './life-cycle-words.ts';
import {
  behaviours,
  ensure,
  ensureReference,
  refuse,
  sketchOf,
  type Sketch,
  type Sketches,
  type StatementOf,
} from './sketch.ts';

const unended = ({ lifecycle }: Sketch): string[] => {
  if (!lifecycle) return [];
  const ends = finalStates(lifecycle);
  return lifecycle.states.filter((state) => !ends.includes(state));
};

/** The states that an adjective means; none where it tells nothing apart. */
const statesFor = (sketch: Sketch, adjective: string | undefined): string[] | undefined => {
  const { lifecycle } = sketch;
  if (adjective === undefined) return unended(sketch);
  if (lifecycle?.states.includes(adjective)) return [adjective];
  if (lifecycle && isOpenWord(adjective)) return unended(sketch);
  const positive = adjective.replace(/^un/, '');
  if (lifecycle && positive !== adjective && lifecycle.states.includes(positive))
    return unended(sketch).filter((state) => state !== positive);
  return undefined;
};

const MOMENT = 'occurred at';

/** The time that a thing happened at, for "per day" and "within a month". */
const momentOf = (sketch: Sketch): PlannedAttribute => {
  const moments = sketch.attributes.filter(
    ({ nature, name }) =>
      (nature === 'instant' || nature === 'date') && !/^(?:starts?|ends?|due)\b/.test(name),
  );
  const [only] = moments;
  return moments.length === 1 && only
    ? only
    : ensure(sketch, MOMENT, { nature: 'instant', required: false, origin: 'derived' });
};

const PERIODS = { rolling: 'within', calendar: 'per' } as const;

const withinText = ({ behaviour }: StatementOf<'limit'>): string => {
  if (!behaviour.within) return '';
  const { duration, mode } = behaviour.within;
  return mode === 'calendar' && duration.amount === 1
    ? ` per ${duration.unit}`
    : ` ${PERIODS.rolling} ${durationText(duration)}`;
};

export const sketchLimits = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'limit')) {
    const { maximum, per, state, within } = statement.behaviour;
    if (sketch.ledger) {
      refuse(sketch, statement, 'What an account moves is not limited yet, only how far its balance goes.');
      continue;
    }
    const { verb } = statement.behaviour;
    const done =
      verb !== undefined && sketch.lifecycle?.states.includes(stateOfVerb(verb))
        ? stateOfVerb(verb)
        : undefined;
    const states = done !== undefined ? [done] : statesFor(sketch, state);
    if (states === undefined) {
      refuse(
        sketch,
        statement,
        `The text does not say when ${withArticle(sketch.name)} is ${state ?? 'counted'}.`,
      );
      continue;
    }
    const owners = per.map((owner) => ensureReference(sketches, sketch, owner).name);
    const counted =
      states.length > 0 && sketch.lifecycle ? `${states.length === 1 ? states[0] : (state ?? 'open')} ` : '';
    const whose =
      owners.length > 0
        ? `${withArticle(owners[0] ?? '')}${owners.length > 1 ? ` has per ${listing(owners.slice(1))}` : ' has'}`
        : 'There are';
    const first = `${whose} at most ${maximum} ${counted}${maximum === 1 ? sketch.name : sketch.plural}${withinText(statement)}.`;
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'limit',
        statement: first.charAt(0).toUpperCase() + first.slice(1),
        per: owners,
        states,
        maximum,
        ...(within
          ? { within: { attribute: momentOf(sketch).name, duration: within.duration, mode: within.mode } }
          : {}),
      },
    });
  }
};

const ROOM =
  /(?:^|\s)(?:capacity|seats|places|spots|slots)$|^(?:capacity|maximum|max|limit)(?:\s|$)|\slimit$|^number of (?:\S+ )?(?:seats|places|spots|slots|participants)/;

/** Things that are booked into others: each takes one of their places. */
const takers = ({ all }: Sketches, container: Sketch): [Sketch, PlannedAttribute][] =>
  all.flatMap((sketch) =>
    sketch.doing
      ? sketch.attributes
          .filter(({ name, refers }) => refers === container.name && sketch.containers?.has(name) === true)
          .map((reference): [Sketch, PlannedAttribute] => [sketch, reference])
      : [],
  );

/** Stated numbers of places. */
const capacitiesOf = (
  sketch: Sketch,
): { statement: Sketch['thing']['statements'][number]; maximum: number }[] => [
  ...behaviours(sketch, 'capacity').map((statement) => ({ statement, maximum: statement.behaviour.maximum })),
  ...sketch.thing.statements.flatMap((statement) =>
    statement.constraints
      .filter(({ kind }) => kind === 'capacity')
      .map(({ value }) => ({ statement, maximum: Number(value) })),
  ),
];

/** "a class has a capacity", "a class holds at most 20 people": a limit for what is booked into it. */
export const sketchCapacities = (sketch: Sketch, sketches: Sketches): void => {
  const owned = takers(sketches, sketch);
  const room = sketch.attributes.find(
    ({ name }) => ROOM.test(name) && (natureOf(name) === 'number' || ROOM.test(name)),
  );
  for (const { statement, maximum } of capacitiesOf(sketch)) {
    if (owned.length === 0) refuse(sketch, statement, 'The text does not say what takes up the places.');
    for (const [taker, reference] of owned)
      taker.rules.push({
        statements: [statement],
        rule: {
          kind: 'limit',
          statement: `${capital(withArticle(sketch.name))} has at most ${maximum} ${wordFor(taker)}.`,
          per: [reference.name],
          states: unended(taker),
          maximum,
        },
      });
  }
  if (!room || capacitiesOf(sketch).length > 0) return;
  for (const [taker, reference] of owned) {
    room.nature = 'number';
    const statements = sketch.thing.statements.filter(({ attributes }) => attributes.includes(room.name));
    taker.rules.push({
      statements,
      rule: {
        kind: 'limit',
        statement: `${capital(withArticle(sketch.name))} has at most as many ${wordFor(taker)} as its ${room.name}.`,
        per: [reference.name],
        states: unended(taker),
        maximum: { attribute: room.name, through: reference.name },
      },
    });
  }
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const wordFor = (taker: Sketch): string => {
  const [state, ...more] = unended(taker);
  return state !== undefined && more.length === 0 ? `${state} ${taker.plural}` : taker.plural;
};

export const sketchUnique = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'unique')) {
    const names = statement.behaviour.attributes.map((name) => ensureReference(sketches, sketch, name).name);
    const [only] = names;
    const { constraints } = statement;
    if (
      constraints.some(({ kind }) => kind === 'measure') &&
      !sketch.attributes.some(({ name }) => !names.includes(name))
    )
      ensure(sketch, 'value', {
        nature: /price|fee|cost|tariff|salary|charge/.test(sketch.name) ? 'money' : 'quantity',
        origin: 'derived',
      });
    if (
      names.length === 1 &&
      only &&
      sketch.attributes.find(({ name }) => name === only)?.nature === 'text'
    ) {
      const attribute = sketch.attributes.find(({ name }) => name === only);
      if (attribute) attribute.unique = true;
      sketch.assumptions.push(`No two ${sketch.plural} share ${withArticle(only)}: ${statement.text}.`);
      continue;
    }
    const ended = unended(sketch);
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'unique',
        statement: `There is one ${sketch.name} per ${listing(names)}.`,
        attributes: names,
        states: sketch.doing ? ended : [],
      },
    });
  }
};

const START =
  /^(?:start|starts|begin|begins|from|check-in|pickup|arrival|opening|since)\b|\b(?:start|begin|from)$/;
const END = /^(?:end|ends|until|to|finish|check-out|return|departure|closing|till)\b|\b(?:end|until)$/;

const timed = (sketch: Sketch, pattern: RegExp): PlannedAttribute | undefined =>
  sketch.attributes.find(
    ({ name, nature }) => (nature === 'date' || nature === 'instant') && pattern.test(name),
  );

/** When a period begins and ends; both are assumed where the text names neither. */
export const periodOf = (sketch: Sketch): { start: PlannedAttribute; end: PlannedAttribute } => {
  const [start, end] = [timed(sketch, START), timed(sketch, END)];
  const nature = start?.nature ?? end?.nature ?? 'instant';
  const name = (word: string) => (nature === 'date' ? `${word} date` : `${word}s at`);
  return {
    start: start ?? ensure(sketch, name('start'), { nature, origin: 'derived' }),
    end: end ?? ensure(sketch, name('end'), { nature, origin: 'derived' }),
  };
};

export const sketchOverlaps = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'no-overlap')) {
    const stated = statement.behaviour.per.map((name) => ensureReference(sketches, sketch, name).name);
    const done = behaviours(sketch, 'doing').map(({ behaviour }) => behaviour.object ?? behaviour.with);
    const booked =
      sketch.attributes.find(({ name, nature }) => name !== sketch.doer && nature === 'reference') ??
      sketch.attributes.find(({ name }) => done.includes(name));
    const per = stated.length > 0 ? stated : booked ? [booked.name] : [];
    const { start, end } = periodOf(sketch);
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'no-overlap',
        statement: `Two ${sketch.plural}${per.length > 0 ? ` of the same ${listing(per)}` : ''} do not overlap.`,
        per,
        start: start.name,
        end: end.name,
        states: unended(sketch),
      },
    });
  }
};

export const sketchBlocks = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'block')) {
    const { verb, fails, times, within, lasts, from } = statement.behaviour;
    const known = sketch.lifecycle?.states.find((state) => state === blockedState(verb, fails));
    const who =
      sketch.doer ?? (statement.actor ? ensureReference(sketches, sketch, statement.actor).name : undefined);
    if (!known || !who) {
      refuse(sketch, statement, 'The text does not say who is blocked, or for what.');
      continue;
    }
    const verbs = from.length > 0 ? from : [sketch.recordVerb ?? 'add'];
    const whose = sketchOf(sketches, who)?.name ?? who;
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'block',
        statement: `${capital(withArticle(whose))} with ${times} ${known} ${sketch.plural} within ${durationText(within)} cannot ${listing(verbs, 'or')} for ${durationText(lasts)}.`,
        verbs,
        per: [who],
        state: known,
        times,
        within,
        lasts,
      },
    });
  }
};
