import type { ProductPlan } from '../../../domain/product-plan.ts';
import { LEFT_OVER } from '../reading/constraint-kinds.ts';
import { unaccountedWords } from './unaccounted-words.ts';

/** Lists words that reading and planning both passed over as unrealised, with the line they stand on. */
export const reportUnaccounted = (plan: ProductPlan): ProductPlan => {
  const words = unaccountedWords(plan, plan.definition);
  if (words.length === 0) return plan;
  const lines = plan.definition.split(/\r\n|\r|\n/);
  const next = plan.unrealised.length + 1;
  const reported = words.map((word, index) => {
    const line = lines.find((each) => each.toLowerCase().includes(word))?.trim() ?? '';
    const around = line.length > 120 ? '' : ` (in: "${line}")`;
    return { id: `U${next + index}`, text: `${word}${around}`, reason: LEFT_OVER.unknown ?? '' };
  });
  return {
    ...plan,
    scope: { ...plan.scope, outside: [...plan.scope.outside, ...words] },
    unrealised: [...plan.unrealised, ...reported],
  };
};
