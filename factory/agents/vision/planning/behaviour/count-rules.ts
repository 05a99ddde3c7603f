import type { StatedBehaviourOf } from '../../../../domain/stated-behaviour.ts';
import type { PlannedPart } from '../../../../domain/subject.ts';
import { withArticle } from '../wording.ts';
import { COMPARISONS } from './comparison-words.ts';
import type { Sketch } from './sketch.ts';
import { compute } from './value-rules.ts';

/** "the number of dishes is at most 10" */
export const countParts = (
  sketch: Sketch,
  statement: Sketch['thing']['statements'][number],
  part: PlannedPart,
  comparison: StatedBehaviourOf<'compare'>['comparison'],
  bound: number,
): void => {
  const attribute = `number of ${part.plural}`;
  compute(sketch, attribute, { nature: 'number', computed: true, required: false });
  const one = withArticle(sketch.name);
  sketch.rules.push(
    {
      statements: [statement],
      rule: {
        kind: 'computed',
        statement: `The ${attribute} of ${one} is counted.`,
        attribute,
        formula: { op: 'count', parts: part.name },
      },
    },
    {
      statements: [statement],
      rule: {
        kind: 'compare',
        statement: `The ${attribute} of ${one} is ${COMPARISONS[comparison]}${bound}.`,
        attribute,
        comparison,
        with: bound,
        verbs: [],
      },
    },
  );
};
