import type { UndoEntry, UndoPlan } from '../../factory/domain/undo.ts';
import type { Ports } from '../../platform/ports.ts';

/**
 * An effect that can be taken back: its entry is in the ledger before it happens, so that whatever stops us in between leaves
 * no effect that nobody knows. `act` must find what it did before; it gets the entry as it was first planned.
 */
export const undoable = async <T>(
  { undo }: Pick<Ports, 'undo'>,
  effect: UndoPlan,
  act: (entry: UndoEntry) => Promise<T>,
): Promise<T> => {
  const entry = await undo.plan(effect);
  const result = await act(entry);
  await undo.settle(effect.projectId, effect.marker, 'done');
  return result;
};
