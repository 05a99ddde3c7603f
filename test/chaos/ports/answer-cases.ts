import type { Fault } from './faulty-ports.ts';
import type { Ran, Scenario } from './ran.ts';
import { runProject } from './run-project.ts';

/** A case; `isPlanted`: its port takes each call for another effect. */
export type Ask = { workspace: string; scenario: Scenario; fault?: Fault; isPlanted?: boolean };
export type Answer = { ran: Ran; milliseconds: number } | { error: string };

/** Changes the key, by which an effect is found, with each call. */
const forgetful = (nth: number, [repository, input, ...rest]: unknown[]): unknown[] => {
  const { key, ...more } = input as { key: string };
  return [repository, { ...more, key: `${key}:${nth}` }, ...rest];
};

const answer = async ({ isPlanted, ...given }: Ask): Promise<Answer> => {
  const began = performance.now();
  try {
    const ran = await runProject({ ...given, ...(isPlanted ? { changeArguments: forgetful } : {}) });
    return { ran, milliseconds: performance.now() - began };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

/** Answers each message of the parent with what came of the case in it. */
export const answerCases = (): void => {
  process.on('message', (ask) => {
    void answer(ask as Ask).then((result) => process.send?.(result));
  });
};
