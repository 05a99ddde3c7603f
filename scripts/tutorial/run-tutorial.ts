import { differenceOf } from './compare-output.ts';
import type { Step } from './read-tutorial.ts';
import type { Ran } from './shell-session.ts';

/** Where a tutorial says something that is not so. `line` is that of the block in the document. */
export type Fault = { line: number; what: string };

const indented = (text: string): string => text.replaceAll(/^/gm, '    ');

const faultOf = ({ line, shown }: Step, { output, status }: Ran): Fault | undefined => {
  if (status === 'too long') return { line, what: `took too long. It printed:\n${indented(output)}` };
  if (status !== 0) return { line, what: `ended with ${status}. It printed:\n${indented(output)}` };
  const difference = shown && differenceOf(shown.text, output);
  return difference === undefined || !shown
    ? undefined
    : { line: shown.line, what: `shows another output than there is:\n${indented(difference)}` };
};

/**
 * Runs the steps in their order until one is not as the tutorial says, and tells of each, with the seconds it took. Answers what is
 * wrong.
 */
export const runTutorial = async (
  steps: readonly Step[],
  run: (commands: string) => Promise<Ran>,
  tell: (step: Step, seconds: number) => void,
  now: () => number,
): Promise<Fault | undefined> => {
  for (const step of steps) {
    const started = now();
    const fault = faultOf(step, await run(step.commands));
    if (fault) return fault;
    tell(step, (now() - started) / 1000);
  }
  return undefined;
};
