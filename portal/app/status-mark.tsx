export type MarkStatus =
  'pending' | 'running' | 'completed' | 'failed' | 'stopped' | 'waiting' | 'cancelled' | 'aborted';

const signs: Record<MarkStatus, string> = {
  pending: '○',
  running: '◐',
  completed: '✓',
  failed: '✕',
  stopped: '■',
  waiting: '…',
  cancelled: '■',
  aborted: '■',
};

const titles: Record<MarkStatus, string> = {
  pending: 'Not begun',
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  stopped: 'Stopped',
  waiting: 'Waiting for a person',
  cancelled: 'Cancelled',
  aborted: 'Aborted',
};

/** A status by sign, colour and word: never by colour alone. */
export const StatusMark = ({ status, wordless = false }: { status: MarkStatus; wordless?: boolean }) => (
  <span class={`mark mark-${status}`}>
    <span class="mark-sign" aria-hidden="true">
      {signs[status]}
    </span>
    <span class={wordless ? 'visually-hidden' : 'mark-word'}>{titles[status]}</span>
  </span>
);
