import { durationText } from '../../../../domain/duration.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { enteredText, isTime } from './anchors.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import { reachableFrom } from './life-cycle.ts';
import { behaviours, ensure, findAttribute, refuse, type Sketch } from './sketch.ts';

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
        statement: `${capitalised(withArticle(`${listing(states, 'or')} ${sketch.name}`))} cannot be changed or removed.`,
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
        statement: `${capitalised(withArticle(`${state} ${sketch.name}`))} is ${attribute} ${durationText(after)} after ${moment ? `its ${moment.name}` : enteredText(sketch, state)}.`,
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
        statement: `${capitalised(withArticle(`${state} ${sketch.name}`))} becomes ${move.to} after ${durationText(after)}.`,
        state,
        after,
        to: move.to,
      },
    });
  }
};
