import { runProject, type Ran } from './run-project.ts';

export type Ask = Parameters<typeof runProject>[0] extends infer G ? Omit<G & object, 'plant'> & { isPlanted?: boolean } : never;
export type Answer = { ran: Ran; milliseconds: number } | { error: string };

/** A plant: effects whose marker is another with each call. */
const forgetful = (nth: number, [repository, input, ...rest]: unknown[]): unknown[] => [
  repository,
  { ...(input as { key: string }), key: `${(input as { key: string }).key}:${nth}` },
  ...rest,
];

const answer = async ({ isPlanted, ...given }: Ask): Promise<Answer> => {
  const began = performance.now();
  try {
    const ran = await runProject({ ...given, ...(isPlanted ? { plant: { changeArguments: forgetful } } : {}) } as Parameters<typeof runProject>[0]);
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
