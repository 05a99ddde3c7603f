import {
  budgetSchema,
  openBudget,
  raise,
  reserve,
  settle,
  type Budget,
} from '../../../factory/domain/budget.ts';
import { PortError } from '../../port-error.ts';
import type { BudgetStore } from '../../ports.ts';
import { changing } from './changing.ts';
import type { Document, Items } from './items.ts';
import { isOwn, projectPartition, refuseForeign } from './partitions.ts';

type BudgetDocument = Document & { budget: Budget };

type Reserved = Awaited<ReturnType<BudgetStore['reserve']>>;

const ID = 'budget';

/** Amounts and keys that make no sense are a fault of the caller. */
const refusing = <T>(projectId: string, change: () => T): T => {
  try {
    return change();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PortError('critical', `Budget of project ${projectId}: ${error.message}`, { cause: error });
  }
};

/** One document for each project; its etag puts reservations one after another. */
export const createBudgetStore = (items: Items, tenant: string): BudgetStore => {
  const find = async (projectId: string) => {
    const stored = await items.read<BudgetDocument>(projectPartition(tenant, projectId), ID);
    return stored && { budget: budgetSchema.parse(stored.document.budget), etag: stored.etag };
  };
  const documentOf = (projectId: string, budget: Budget): BudgetDocument => ({
    id: ID,
    pk: projectPartition(tenant, projectId),
    tenant,
    budget: budgetSchema.parse(budget),
  });

  /** `change` answers the budget to write, none where nothing changes, and what to answer. */
  const change = <T>(
    projectId: string,
    by: (budget: Budget) => { write?: Budget; answer: T },
  ): Promise<T> => {
    refuseForeign(tenant, projectId);
    return changing(`The budget of project ${projectId}`, async () => {
      const stored = await find(projectId);
      if (!stored) throw new PortError('critical', `No budget was opened for project ${projectId}.`);
      const { write, answer } = refusing(projectId, () => by(stored.budget));
      if (write && !(await items.replace(documentOf(projectId, write), stored.etag))) return undefined;
      return { done: answer };
    });
  };

  return {
    async open(projectId, limits) {
      refuseForeign(tenant, projectId);
      const opened = refusing(projectId, () => openBudget(limits));
      await items.create(documentOf(projectId, opened));
      const stored = await find(projectId);
      if (!stored) throw new PortError('transient', `The budget of project ${projectId} is gone again.`);
      return stored.budget;
    },

    read: async (projectId) => (isOwn(tenant, projectId) ? (await find(projectId))?.budget : undefined),

    reserve: (projectId, key, worst) =>
      change<Reserved>(projectId, (budget) => {
        const reservation = reserve(budget, key, worst);
        if (!reservation.ok) return { answer: reservation };
        const answer = { ok: true, fresh: reservation.fresh } as const;
        return reservation.fresh ? { write: reservation.budget, answer } : { answer };
      }),

    async settle(projectId, key, actual) {
      await change(projectId, (budget) => ({ write: settle(budget, key, actual), answer: null }));
    },

    raise: (projectId, to) =>
      change(projectId, (budget) => {
        const raised = raise(budget, to);
        return { write: raised, answer: raised };
      }),
  };
};
