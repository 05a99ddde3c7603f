import type { Statement } from '../../../../domain/statement.ts';
import type { Sketch } from './sketch.ts';

/** Behaviour that the plan cannot uphold, with the reason. */
export const plannedReasons = (
  things: readonly { behaviour?: Sketch }[],
): { text: string; reason: string }[] =>
  things.flatMap(({ behaviour }) =>
    (behaviour?.unrealised ?? []).map(({ statement, reason }) => ({ text: statement.text, reason })),
  );

/** Behaviour that was read and became neither requirement nor a reason why not: nothing is dropped in silence. */
export const uncitedBehaviour = (
  statements: readonly Statement[],
  requirements: readonly { statementIds: string[] }[],
  things: readonly { behaviour?: Sketch }[],
): { text: string; reason: string }[] => {
  const cited = new Set(requirements.flatMap(({ statementIds }) => statementIds));
  const refused = new Set(
    things.flatMap(({ behaviour }) => (behaviour?.unrealised ?? []).map(({ statement }) => statement.id)),
  );
  return statements
    .filter(({ id, behaviour }) => behaviour !== undefined && !cited.has(id) && !refused.has(id))
    .map(({ text }) => ({
      text,
      reason: 'The planner found nothing in the plan that this could belong to.',
    }));
};
