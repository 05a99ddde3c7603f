import { createHash } from 'node:crypto';

import type { AgentAction } from '../../../factory/domain/agent-action.ts';
import type { ActionLog } from '../../ports.ts';
import type { Document, Items } from './items.ts';
import { moment } from './moment.ts';
import { isOwn, projectPartition, refuseForeign } from './partitions.ts';

type ActionDocument = Document & { written: string; action: AgentAction };

const documentId = (id: string): string => createHash('sha256').update(id).digest('hex');

/** The audit trail: documents that are created and never changed. */
export const createActionLog = (items: Items, tenant: string): ActionLog => ({
  async append(action) {
    refuseForeign(tenant, action.projectId);
    const pk = projectPartition(tenant, action.projectId);
    const document: ActionDocument = { id: documentId(action.id), pk, tenant, written: moment(), action };
    await items.create(document);
  },

  async list(projectId) {
    if (!isOwn(tenant, projectId)) return [];
    const found = await items.query<ActionDocument>(
      projectPartition(tenant, projectId),
      'SELECT * FROM c ORDER BY c.written',
    );
    return found.map(({ action }) => action);
  },
});
