import type { ProductPlan, Unrealised } from '../../domain/product-plan.ts';
import { isUndesignable } from './design-formula.ts';

/** Something of the plan that the blueprint cannot say. */
export type Undesigned = { requirementId: string; statement: string; reason: string };

/** What is designed, and what could not be. */
export type Attempt<Value> = { value?: Value; undesigned: Undesigned[] };

/** Tries to design what a rule or reaction says; what cannot be designed is told with its reason. */
export const attempt = <Value>(
  { requirementId, statement }: { requirementId: string; statement: string },
  design: () => Value,
): Attempt<Value> => {
  try {
    return { value: design(), undesigned: [] };
  } catch (error) {
    if (!isUndesignable(error)) throw error;
    return { undesigned: [{ requirementId, statement, reason: error.message }] };
  }
};

/** One entry for each requirement: what of it is missing, and why. */
export const unrealisedOf = (plan: ProductPlan, undesigned: readonly Undesigned[]): Unrealised[] => {
  const ids = [...new Set(undesigned.map(({ requirementId }) => requirementId))];
  const known = new Set(plan.unrealised.map(({ id }) => id));
  const more = ids
    .filter((id) => !known.has(id))
    .map((id) => {
      const own = undesigned.filter(({ requirementId }) => requirementId === id);
      return {
        id,
        text: [...new Set(own.map(({ statement }) => statement))].join(' '),
        reason: [...new Set(own.map(({ reason }) => reason))].join(' '),
      };
    });
  return [...plan.unrealised, ...more];
};
