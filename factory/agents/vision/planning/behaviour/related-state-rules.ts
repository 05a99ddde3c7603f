import { capitalised, listing, withArticle } from '../wording.ts';
import { isOpenWord } from './life-cycle-words.ts';
import { behaviours, refuse, sketchOf, type Sketch, type Sketches, type StatementOf } from './sketch.ts';
import { unended } from './unended-states.ts';

/** The states of the other in which it may be done. */
const statesFor = (other: Sketch, { behaviour }: StatementOf<'while'>): string[] | undefined => {
  const states = other.lifecycle?.states ?? [];
  const { state, allowed } = behaviour;
  const named = states.includes(state) ? [state] : isOpenWord(state) ? unended(other) : [];
  if (named.length === 0) return undefined;
  return allowed ? named : states.filter((each) => !named.includes(each));
};

const reasonNot = (sketch: Sketch, other: Sketch | undefined, statement: StatementOf<'while'>): string =>
  other
    ? `${capitalised(withArticle(other.name))} is not ${statement.behaviour.allowed ? '' : 'other than '}${statement.behaviour.state} from the beginning, or the text does not say how it comes to be so.`
    : `The plan keeps no ${statement.behaviour.of} that ${withArticle(sketch.name)} could refer to.`;

/** "nobody can bid on a closed auction": what is referred to must be in one of these states when one is recorded. */
export const sketchRelatedStates = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'while')) {
    const other = sketchOf(sketches, statement.behaviour.of);
    const states = other && statesFor(other, statement);
    const through = sketch.attributes.find(
      ({ refers }) => other !== undefined && refers === other.name,
    )?.name;
    if (!other || !states || !through || !states.includes(other.lifecycle?.initial ?? '')) {
      refuse(sketch, statement, reasonNot(sketch, through ? other : undefined, statement));
      continue;
    }
    const verb = sketch.recordVerb ?? 'add';
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'while',
        statement: `${capitalised(withArticle(sketch.name))} needs ${withArticle(through)} that is ${listing(states, 'or')}.`,
        verbs: [verb],
        through,
        states,
      },
    });
  }
};
