import type { DatabaseSync } from 'node:sqlite';

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
import type { Database } from './database.ts';

const find = (connection: DatabaseSync, projectId: string): Budget | undefined => {
  const row = connection.prepare('SELECT document FROM budget WHERE project_id = ?').get(projectId);
  return row && budgetSchema.parse(JSON.parse(String(row['document'])));
};

const require = (connection: DatabaseSync, projectId: string): Budget => {
  const budget = find(connection, projectId);
  if (!budget) throw new PortError('critical', `No budget was opened for project ${projectId}.`);
  return budget;
};

const put = (connection: DatabaseSync, projectId: string, budget: Budget): void => {
  connection
    .prepare(
      `INSERT INTO budget (project_id, document) VALUES (?, ?)
       ON CONFLICT (project_id) DO UPDATE SET document = excluded.document`,
    )
    .run(projectId, JSON.stringify(budgetSchema.parse(budget)));
};

/** Amounts and keys that make no sense are a fault of the caller. */
const refusing = <T>(projectId: string, change: () => T): T => {
  try {
    return change();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PortError('critical', `Budget of project ${projectId}: ${error.message}`, { cause: error });
  }
};

/** Budgets in SQLite: every change reads and writes within one write transaction. */
export const createBudgetStore = (database: Database): BudgetStore => {
  const change = (projectId: string, by: (budget: Budget) => Budget): Budget =>
    database.write((connection) => {
      const changed = refusing(projectId, () => by(require(connection, projectId)));
      put(connection, projectId, changed);
      return changed;
    });

  return {
    async open(projectId, limits) {
      return database.write((connection) => {
        const known = find(connection, projectId);
        if (known) return known;
        const opened = refusing(projectId, () => openBudget(limits));
        put(connection, projectId, opened);
        return opened;
      });
    },

    async read(projectId) {
      return database.read((connection) => find(connection, projectId));
    },

    async reserve(projectId, key, worst) {
      return database.write((connection) => {
        const reservation = refusing(projectId, () => reserve(require(connection, projectId), key, worst));
        if (!reservation.ok) return reservation;
        if (reservation.fresh) put(connection, projectId, reservation.budget);
        return { ok: true, fresh: reservation.fresh };
      });
    },

    async settle(projectId, key, actual) {
      change(projectId, (budget) => settle(budget, key, actual));
    },

    async raise(projectId, to) {
      return change(projectId, (budget) => raise(budget, to));
    },
  };
};
