import type { UndoEntry } from '../../../../factory/domain/undo.ts';
import { PortError } from '../../../../platform/port-error.ts';
import type { UndoLedger } from '../../../../platform/ports.ts';
import type { Recorder } from './recorder.ts';

/** The undo ledger in memory. */
export const createLedger = (record: Recorder): UndoLedger => {
  const entries: UndoEntry[] = [];
  const last = (marker: string): number => entries.findLastIndex((entry) => entry.marker === marker);
  return {
    async plan(effect) {
      const standing = entries[last(effect.marker)];
      if (standing && standing.state !== 'undone') return standing;
      const entry: UndoEntry = { ...effect, seq: entries.length + 1, state: 'planned' };
      entries.push(entry);
      const { seq, marker, kind, stage } = entry;
      record({ what: 'registered', seq, marker, kind, stage });
      return entry;
    },
    async settle(projectId, marker, state, reason) {
      const index = last(marker);
      const entry = entries[index];
      if (!entry) throw new PortError('critical', `The undo ledger of ${projectId} has no entry ${marker}.`);
      entries[index] = { ...entry, state, ...(reason === undefined ? {} : { reason }) };
      record({ what: 'settled', seq: entry.seq, marker, state });
    },
    list: async () => [...entries],
    sharers: async () => 0,
  };
};
