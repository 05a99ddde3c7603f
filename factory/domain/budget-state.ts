import { z } from 'zod';

import { committed, exact, type Budget, type Measure } from './budget.ts';

const figure = z.number().nonnegative();
const accountSchema = z.strictObject({
  spent: figure.describe('What was spent.'),
  reserved: figure.describe('Set aside for what goes on, or may have been spent by what broke off.'),
  limit: figure.describe('The most that both may come to.'),
});

/** A budget for people, measure by measure. */
export const budgetStateSchema = z.strictObject({
  timeMinutes: accountSchema.describe('Minutes of work.'),
  tokens: accountSchema.describe('Tokens of a language model.'),
  costUsd: accountSchema.describe('US dollars.'),
  rounds: accountSchema.describe('Rounds of finding and fixing.'),
});
export type BudgetState = z.infer<typeof budgetStateSchema>;

export const budgetStateOf = (budget: Budget): BudgetState => {
  const all = committed(budget);
  const spent = committed({ ...budget, entries: budget.entries.filter(({ actual }) => actual) });
  const accountOf = (measure: Measure) => ({
    spent: spent[measure],
    reserved: exact(all[measure] - spent[measure]),
    limit: budget.limits[measure],
  });
  return {
    timeMinutes: accountOf('timeMinutes'),
    tokens: accountOf('tokens'),
    costUsd: accountOf('costUsd'),
    rounds: accountOf('rounds'),
  };
};
