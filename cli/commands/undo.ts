import type { UndoEntry } from '../../factory/domain/undo.ts';
import { EXIT, type ExitCode } from '../cli-error.ts';
import { printable } from '../view/printable.ts';
import { table } from '../view/table.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';
import { withHost } from './with-host.ts';

const row = ({ seq, stage, kind, state, marker, reason }: UndoEntry): string[] => [
  String(seq),
  stage,
  kind,
  state,
  printable(reason === undefined ? marker : `${marker}: ${reason}`),
];

/** What a project did outside its own records, whether it was taken back, and the artifacts that were discarded. */
export const undo = async (context: CommandContext, projectId: string): Promise<ExitCode> => {
  requireWorkspace(context);
  await withHost(context, { pump: 'none' }, async ({ api }) => {
    const ledger = await api.undo(projectId);
    if (context.json) {
      printJson(context.stdout, ledger);
      return;
    }
    const { items, discarded } = ledger;
    printLines(context.stdout, table(['no', 'stage', 'kind', 'state', 'what'], items.map(row)));
    if (discarded.length === 0) return;
    const lines = discarded.map(({ stage, sha256, path, reason }) => [
      stage,
      sha256.slice(0, 12),
      printable(`${path}: ${reason}`),
    ]);
    printLines(context.stdout, ['', ...table(['stage', 'sha-256', 'discarded'], lines)]);
  });
  return EXIT.completed;
};
