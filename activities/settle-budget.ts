import type { Spend } from '../factory/domain/budget.ts';
import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import type { BudgetPorts } from './lib/budget.ts';
import type { ActivityInput } from './lib/recorded.ts';

/** Puts what a piece of work really spent in place of what was set aside under the key; nothing: it is given back. */
export const createSettleBudget =
  ({ budgets }: Pick<BudgetPorts, 'budgets'>) =>
  async ({
    projectId,
    key,
    actual,
  }: ActivityInput & { key: string; actual: Spend }): Promise<Outcome<null>> => {
    await budgets.settle(projectId, key, actual);
    return succeeded(null);
  };
