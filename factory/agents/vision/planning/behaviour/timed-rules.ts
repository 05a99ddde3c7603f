import { durationText } from '../../../../domain/duration.ts';
import type { Statement } from '../../../../domain/statement.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { enteredText, isTime } from './anchors.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import { reachableFrom } from './life-cycle.ts';
import { behaviours, ensure, findAttribute, refuse, type Sketch, type StatementOf } from './sketch.ts';

/** A frozen state stays so whatever comes after it. */
export const sketchFrozen = (sketch: Sketch): void => {
  const { lifecycle } = sketch;
  for (const statement of behaviours(sketch, 'frozen')) {
    const { states: told, except } = statement.behaviour;
    const named = except
      ? (lifecycle?.states ?? []).filter((state) => !except.includes(state))
      : told.filter((state) => lifecycle?.states.includes(state));
    if (lifecycle && except && reachableFrom(lifecycle, named).some((state) => except.includes(state))) {
      refuse(sketch, statement, 'What is frozen stays so; here it could be changed again later.');
      continue;
    }
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

/** The state from which on it counts: entered by what is named, left by what ends it, or where it begins. */
const dueState = (sketch: Sketch, { behaviour }: StatementOf<'due'>, moment: boolean): string | undefined => {
  const { lifecycle, recordVerb } = sketch;
  const { since, unless } = behaviour;
  if (!lifecycle) return undefined;
  const entered = since === undefined ? undefined : stateOfVerb(since);
  if (entered !== undefined && lifecycle.states.includes(entered)) return entered;
  if (since !== undefined && lifecycle.states.includes(since)) return since;
  const left = unless ? lifecycle.moves.find(({ verb }) => verb === unless)?.from.at(-1) : undefined;
  if (left !== undefined) return left;
  const made =
    since === undefined || since === recordVerb || /^(?:creat|add|record|book|make|enter)/.test(since);
  return made || moment ? lifecycle.initial : undefined;
};

/** The same said twice: "lasts at most 24 hours", "when it is not ended within 24 hours". */
const sameDue = ({ behaviour }: Statement, other: StatementOf<'due'>): boolean =>
  JSON.stringify(behaviour) === JSON.stringify(other.behaviour);

export const sketchDue = (sketch: Sketch): void => {
  for (const statement of behaviours(sketch, 'due')) {
    const { attribute, after, since } = statement.behaviour;
    const moment = since ? findAttribute(sketch.attributes.filter(isTime), since) : undefined;
    const state = dueState(sketch, statement, moment !== undefined);
    if (state === undefined) {
      refuse(sketch, statement, 'The text does not say from when on this counts, or what ends it.');
      continue;
    }
    const said = sketch.rules.find(({ rule }) => rule.kind === 'due' && rule.attribute === attribute);
    if (
      said &&
      sketch.thing.statements.some((each) => said.statements.includes(each) && sameDue(each, statement))
    ) {
      said.statements.push(statement);
      continue;
    }
    const from = moment ? `its ${moment.name}` : enteredText(sketch, state);
    ensure(sketch, attribute, { nature: 'flag', computed: true, required: false });
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'due',
        statement: `${capitalised(withArticle(`${state} ${sketch.name}`))} is ${attribute} ${durationText(after)} after ${from}.`,
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
