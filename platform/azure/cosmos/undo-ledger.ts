import { undoEntrySchema, type UndoEntry } from '../../../factory/domain/undo.ts';
import { PortError } from '../../port-error.ts';
import type { UndoLedger } from '../../ports.ts';
import { changing } from './changing.ts';
import type { Document, Items, Stored } from './items.ts';
import { isOwn, refuseForeign } from './partitions.ts';

/** `standing`: markers of effects that were not undone. */
type LedgerDocument = Document & { entries: UndoEntry[]; standing: string[] };

const standingOf = (entries: readonly UndoEntry[]): string[] => [
  ...new Set(entries.filter(({ state }) => state !== 'undone').map(({ marker }) => marker)),
];

/** One document for each project, all of a tenant in one partition: an effect may be shared by several projects. */
export const createUndoLedger = (items: Items, tenant: string): UndoLedger => {
  const read = (projectId: string): Promise<Stored<LedgerDocument> | undefined> =>
    items.read<LedgerDocument>(tenant, projectId);
  const write = (projectId: string, entries: UndoEntry[], etag: string | undefined): Promise<boolean> => {
    const document: LedgerDocument = {
      id: projectId,
      pk: tenant,
      tenant,
      entries,
      standing: standingOf(entries),
    };
    return etag === undefined ? items.create(document) : items.replace(document, etag);
  };

  return {
    plan: (effect) => {
      const { projectId, marker } = effect;
      refuseForeign(tenant, projectId);
      return changing(`The undo ledger of ${projectId}`, async () => {
        const stored = await read(projectId);
        const entries = stored?.document.entries ?? [];
        const last = entries.findLast((entry) => entry.marker === marker);
        if (last && last.state !== 'undone') return { done: undoEntrySchema.parse(last) };
        const entry = undoEntrySchema.parse({ ...effect, seq: entries.length + 1, state: 'planned' });
        return (await write(projectId, [...entries, entry], stored?.etag)) ? { done: entry } : undefined;
      });
    },

    async settle(projectId, marker, state, reason) {
      refuseForeign(tenant, projectId);
      await changing(`The undo ledger of ${projectId}`, async () => {
        const stored = await read(projectId);
        const last = stored?.document.entries.findLast((entry) => entry.marker === marker);
        if (!stored || !last)
          throw new PortError('critical', `The undo ledger of ${projectId} has no entry ${marker}.`);
        const { reason: _, ...entry } = last;
        const settled = undoEntrySchema.parse({
          ...entry,
          state,
          ...(reason === undefined ? {} : { reason }),
        });
        const entries = stored.document.entries.map((each) => (each.seq === settled.seq ? settled : each));
        return (await write(projectId, entries, stored.etag)) ? { done: null } : undefined;
      });
    },

    async list(projectId) {
      if (!isOwn(tenant, projectId)) return [];
      const stored = await read(projectId);
      return (stored?.document.entries ?? []).map((entry) => undoEntrySchema.parse(entry));
    },

    async sharers(projectId, marker) {
      const found = await items.query<LedgerDocument>(
        tenant,
        'SELECT * FROM c WHERE ARRAY_CONTAINS(c.standing, @marker) AND c.id <> @projectId',
        { marker, projectId },
      );
      return found.length;
    },
  };
};
