import type { RunResult } from '../api/types.ts';
import { TroubleNote } from '../app/notes.tsx';
import { stageTitles } from '../app/titles.ts';

const advice: Readonly<Record<string, string>> = {
  transient:
    'Something that the factory needs did not answer, also after several tries. See to it, then run it again from the stage that failed.',
  'code-generation':
    'Read the timeline for the step that failed. Put the sentence it speaks of in other words, then submit the definition again.',
  'quality-gate':
    'Quality shows which check is red and why. Put what it speaks of in other words, then submit the definition again.',
  pipeline: 'The timeline has the step of the pipeline that failed, and its files are under Artifacts.',
  'invalid-configuration': 'Correct the setting that is named, then run it again.',
};

const otherwise = 'The timeline has the step that failed; the log of the host says more.';

/** Why a project failed, and what to do. */
export const FailureNote = ({ failure }: { failure: NonNullable<RunResult['failure']> }) => (
  <TroubleNote
    trouble={{
      what: failure.stage ? `${stageTitles[failure.stage]} failed.` : 'The project failed.',
      why: failure.message,
      advice: advice[failure.kind] ?? otherwise,
    }}
  />
);
