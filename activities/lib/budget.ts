import { exceededMessage, limitsOf, MEASURES, type Budget, type Spend } from '../../factory/domain/budget.ts';
import { PortError } from '../../platform/port-error.ts';
import type { Ports } from '../../platform/ports.ts';
import { requireProject } from './require-project.ts';

export type BudgetPorts = Pick<Ports, 'projects' | 'budgets'>;

/** The account of a project, with the limits of its definition: a decision that raises them there raises them here. */
export const openedBudget = async (ports: BudgetPorts, projectId: string): Promise<Budget> => {
  const { definition } = await requireProject(ports.projects, projectId);
  const limits = limitsOf(definition.budgets);
  const budget = await ports.budgets.open(projectId, limits);
  const isBelow = MEASURES.some((measure) => budget.limits[measure] < limits[measure]);
  return isBelow ? ports.budgets.raise(projectId, limits) : budget;
};

/** Sets a worst case aside under a key; the same key again changes nothing. Throws kind `budget` where it is too much. */
export const reserveUnder = async (
  ports: BudgetPorts,
  projectId: string,
  key: string,
  what: string,
  worst: Spend,
): Promise<{ fresh: boolean }> => {
  await openedBudget(ports, projectId);
  const answer = await ports.budgets.reserve(projectId, key, worst);
  if (!answer.ok) throw new PortError('budget', exceededMessage(what, answer.exceeded));
  return { fresh: answer.fresh };
};

/**
 * Sets a worst case aside under a key that nobody used: a reservation that is there already belongs to a call that may have
 * been made before a crash, and stays counted. Answers the key to settle under.
 */
const reserveAnew = async (
  ports: BudgetPorts,
  projectId: string,
  key: string,
  what: string,
  worst: Spend,
): Promise<string> => {
  for (let call = 1; ; call += 1) {
    const own = `${key}:${call}`;
    const { fresh } = await reserveUnder(ports, projectId, own, what, worst);
    if (fresh) return own;
  }
};

/** A service that says how long to wait has refused before it charged anything. */
const wasRefused = (error: unknown): boolean => PortError.is(error) && error.retryAfterMs !== undefined;

/**
 * Pays for a call: reserves, calls with the key of the reservation, settles. A call that failed otherwise than by being refused may have been charged, and
 * stays counted as its worst case.
 */
export const payFor = async <T>(
  ports: BudgetPorts,
  { projectId, key, what, worst }: { projectId: string; key: string; what: string; worst: Spend },
  call: (reservation: string) => Promise<T>,
  spent: (answer: T) => Spend,
): Promise<T> => {
  const own = await reserveAnew(ports, projectId, key, what, worst);
  let answer: T;
  try {
    answer = await call(own);
  } catch (error) {
    if (wasRefused(error)) await ports.budgets.settle(projectId, own, {});
    throw error;
  }
  await ports.budgets.settle(projectId, own, spent(answer));
  return answer;
};
