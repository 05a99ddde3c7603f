import { durationText } from '../../../../domain/duration.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { isOpenWord, stateOfVerb } from './life-cycle-words.ts';
import {
  behaviours,
  ensure,
  ensureReference,
  refuse,
  type Sketch,
  type Sketches,
  type StatementOf,
} from './sketch.ts';
import { unended } from './unended-states.ts';

/** The states that an adjective means; none where it tells nothing apart. */
const statesFor = (sketch: Sketch, adjective: string | undefined): string[] | undefined => {
  const { lifecycle } = sketch;
  if (adjective === undefined) return unended(sketch);
  const stated = behaviours(sketch, 'states').some(({ behaviour }) => behaviour.states.includes(adjective));
  if (lifecycle?.states.includes(adjective) && (stated || !isOpenWord(adjective))) return [adjective];
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

/** "claim at most 3 shifts": those that are claimed. */
const doneState = ({ lifecycle }: Sketch, verb: string | undefined): string | undefined =>
  verb !== undefined && lifecycle?.states.includes(stateOfVerb(verb)) ? stateOfVerb(verb) : undefined;

const ownersText = ([first, ...rest]: readonly string[]): string => {
  if (first === undefined) return 'There are';
  return `${capitalised(withArticle(first))} has${rest.length > 0 ? ` per ${listing(rest)}` : ''}`;
};

const limitText = (
  sketch: Sketch,
  statement: StatementOf<'limit'>,
  owners: readonly string[],
  states: readonly string[],
): string => {
  const { maximum, state } = statement.behaviour;
  const open = states.length === 1 ? states[0] : (state ?? 'open');
  const counted = states.length > 0 && sketch.lifecycle ? `${open} ` : '';
  const noun = maximum === 1 ? sketch.name : sketch.plural;
  return `${ownersText(owners)} at most ${maximum} ${counted}${noun}${withinText(statement)}.`;
};

const writeLimit = (sketch: Sketch, sketches: Sketches, statement: StatementOf<'limit'>): void => {
  const { maximum, per, state, within, verb } = statement.behaviour;
  const done = doneState(sketch, verb);
  const states = done === undefined ? statesFor(sketch, state) : [done];
  if (states === undefined) {
    const when = `when ${withArticle(sketch.name)} is ${state ?? 'counted'}`;
    refuse(sketch, statement, `The text does not say ${when}.`);
    return;
  }
  const owners = per.map((owner) => ensureReference(sketches, sketch, owner).name);
  sketch.rules.push({
    statements: [statement],
    rule: {
      kind: 'limit',
      statement: limitText(sketch, statement, owners, states),
      per: owners,
      states,
      maximum,
      ...(within ? { within: { ...within, attribute: momentOf(sketch).name } } : {}),
    },
  });
};

export const sketchLimits = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'limit'))
    if (sketch.ledger)
      refuse(sketch, statement, 'What an account moves is not limited yet, only how far its balance goes.');
    else writeLimit(sketch, sketches, statement);
};
