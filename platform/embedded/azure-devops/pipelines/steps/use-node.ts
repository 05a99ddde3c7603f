import { failedWith, passed, type StepRunner } from './step-context.ts';

/** `UseNode@1`, `NodeTool@0`: the Node that runs the factory is the one there is; another major is a failure. */
export const useNode: StepRunner = async ({ input }) => {
  const wanted = input('version') ?? input('versionSpec') ?? '';
  const major = /^[v>=^~ ]*(\d+)/.exec(wanted)?.[1];
  const running = process.versions.node;
  return major === running.split('.')[0]
    ? passed(`Node ${running}`)
    : failedWith(`Node ${wanted || '(no version)'} is wanted; this runner has ${running}.`);
};
