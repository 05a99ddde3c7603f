import type { EventPublisher } from '../../ports.ts';
import { takeBackup } from './take-backup.ts';

/** Takes a backup of the workspace whenever a stage has ended, one at a time. One that fails is a warning: the next stage takes another. */
export const backingUp = (publisher: EventPublisher, workspace: string, now: () => Date): EventPublisher => {
  let last: Promise<unknown> = Promise.resolve();
  const back = async (): Promise<void> => {
    try {
      await takeBackup(workspace, now());
    } catch (error) {
      process.emitWarning(`The workspace could not be backed up: ${String(error)}`);
    }
  };
  return {
    async publish(event) {
      await publisher.publish(event);
      if (event.type !== 'stage.completed') return;
      last = last.then(back);
      await last;
    },
  };
};
