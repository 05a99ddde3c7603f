import type { TransitionEvent } from '../../factory/domain/transition-event.ts';
import { duration } from './duration.ts';
import { printable } from './printable.ts';
import type { RunView } from './run-view.ts';

/** An event as a line: time, type, where, what. */
export const eventLine = ({ time, type, data }: TransitionEvent): string => {
  const where = [data.stage, data.service, data.agent].filter(Boolean).join('/');
  const took = data.durationMs === undefined ? '' : ` (${duration(data.durationMs)})`;
  return printable(`${time} ${type.padEnd(17)} ${where}${where ? ': ' : ''}${data.message}${took}`);
};

/** One timestamped line per event, for logs and pipes. */
export const plainView = (stream: NodeJS.WritableStream): RunView => ({
  event: (event) => void stream.write(`${eventLine(event)}\n`),
  end: () => undefined,
});
