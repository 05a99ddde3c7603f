import { succeeded, type Outcome } from '../factory/domain/failure.ts';
import { STAGES } from '../factory/domain/stage.ts';
import { undoList, type UndoReference, type UndoSelection } from '../factory/domain/undo.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';

type Used = Pick<Ports, 'projects' | 'undo'>;

/** Compensation: what is to be taken back, in that order. */
export const createListUndo =
  (ports: Used) =>
  async (input: ActivityInput & UndoSelection): Promise<Outcome<UndoReference[]>> => {
    const { stages } = await requireProject(ports.projects, input.projectId);
    const completed = STAGES.filter((stage) => stages[stage]?.status === 'completed');
    const entries = undoList(await ports.undo.list(input.projectId), input, completed);
    return succeeded(entries.map(({ seq, kind, marker }) => ({ seq, kind, marker })));
  };
