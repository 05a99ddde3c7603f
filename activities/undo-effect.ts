import { MAX_FAILURE_MESSAGE, type Outcome } from '../factory/domain/failure.ts';
import type { UndoEntry } from '../factory/domain/undo.ts';
import { PortError } from '../platform/port-error.ts';
import type { Ports } from '../platform/ports.ts';
import { classify } from '../platform/classify.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { takeBack, type UndoPorts } from './lib/undo-actions.ts';

type Used = UndoPorts & Pick<Ports, 'actions' | 'publisher' | 'clock'>;

/** `reason`: why the project, or the stage, is taken back. */
export type UndoInput = ActivityInput & { seq: number; reason: string };

const entryOf = async ({ undo }: Used, { projectId, seq }: UndoInput): Promise<UndoEntry> => {
  const entry = (await undo.list(projectId)).find((one) => one.seq === seq);
  if (!entry) throw new PortError('critical', `The undo ledger of ${projectId} has no entry ${seq}.`);
  return entry;
};

const undone = async (ports: Used, entry: UndoEntry, reason: string) => {
  const { projectId, marker } = entry;
  if (entry.state === 'undone')
    return {
      ok: true as const,
      value: { result: null, facts: { output: entry.reason ?? 'taken back already' } },
    };
  try {
    const { output, kept } = await takeBack(ports, entry, reason);
    await ports.undo.settle(projectId, marker, 'undone', kept);
    return { ok: true as const, value: { result: null, facts: { output } } };
  } catch (error) {
    const outcome = classify(error);
    await ports.undo.settle(projectId, marker, 'failed', outcome.failure.message);
    return outcome;
  }
};

/**
 * Compensation: takes one effect of the ledger back. What was undone already is not touched again, only recorded: a kill may
 * have come before that.
 */
export const createUndoEffect =
  (ports: Used) =>
  async (input: UndoInput): Promise<Outcome<null>> => {
    const entry = await entryOf(ports, input);
    const { kind, stage, seq, marker } = entry;
    return recorded(
      ports,
      input,
      {
        stage,
        agent: 'compensation',
        action: `undo ${kind} ${seq}`,
        input: `${marker}: ${input.reason}`.slice(0, MAX_FAILURE_MESSAGE),
        ...(entry.service ? { service: entry.service } : {}),
      },
      () => undone(ports, entry, input.reason),
    );
  };
