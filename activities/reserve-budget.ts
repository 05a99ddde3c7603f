import type { Spend } from '../factory/domain/budget.ts';
import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import { reserveUnder, type BudgetPorts } from './lib/budget.ts';
import type { ActivityInput } from './lib/recorded.ts';

/**
 * Sets aside what a piece of work may spend at most, before it begins. The same key again changes nothing. Too much is a
 * failure of kind `budget`; `what` begins the sentence that says so.
 */
export const createReserveBudget =
  (ports: BudgetPorts) =>
  async ({
    projectId,
    key,
    what,
    worst,
  }: ActivityInput & { key: string; what: string; worst: Spend }): Promise<Outcome<{ fresh: boolean }>> =>
    succeeded(await reserveUnder(ports, projectId, key, what, worst));
