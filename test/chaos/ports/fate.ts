import type { Fault } from './faulty-ports.ts';
import type { FailedTry, Ran } from './ran.ts';

/** What is seen of a case, and the undisturbed runs that it is held against. */
export type Seen = { fault: Fault; ran: Ran; undisturbed: Ran; completed: Ran };

/** How a run ended, in words. */
export const endOf = ({ driven }: Pick<Ran, 'driven'>): string =>
  'broken' in driven ? `broken off: ${driven.broken}` : driven.result.status;

/** What became of a case. `asked`: somebody was; `said`: nobody could be, and the failure says why. */
export type Fate = 'went on' | 'asked' | 'said';

export const fateOf = ({ ran, undisturbed }: Seen): Fate => {
  if (ran.healed) return 'said';
  return ran.reviews.length > 0 && undisturbed.reviews.length === 0 ? 'asked' : 'went on';
};

/** Tries of one activity one after the other, each with the time since the try before has ended. */
export const gapsOf = (tries: readonly FailedTry[]): number[] =>
  tries.slice(1).map(({ began }, index) => began - (tries[index]?.ended ?? 0));

/** The first series of failed tries of an activity; of the first that undoes something where none is named. */
export const triesOf = (failed: readonly FailedTry[], step: string | undefined): FailedTry[] => {
  if (step !== undefined) return failed.filter(({ activity }) => activity === step);
  const undoing = failed.filter(({ activity }) => activity === 'undoEffect' || activity === 'listUndo');
  const [first] = undoing;
  return undoing.filter(({ activity, subject }) => activity === first?.activity && subject === first.subject);
};
