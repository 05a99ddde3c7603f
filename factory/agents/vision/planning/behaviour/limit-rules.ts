import { durationText } from '../../../../domain/duration.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import { listing, withArticle } from '../wording.ts';
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
