import { mkdir } from 'node:fs/promises';

import { checkOut } from '../check-out.ts';
import { notRun, passed, type StepRunner } from './step-context.ts';

/** `checkout: self | none`. The job's folder is new, so every checkout is clean. */
export const runCheckout: StepRunner = async ({ step, repository, commit, sources }) => {
  const source = step['checkout'];
  if (source === 'none') {
    await mkdir(sources, { recursive: true });
    return passed('nothing is checked out');
  }
  if (source !== 'self')
    return notRun(`${String(source)} is another repository, which this runner does not have`);
  await checkOut({ repository, commit, directory: sources });
  return passed(commit);
};
