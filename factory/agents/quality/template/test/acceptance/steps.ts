import { changingSteps } from './changing-steps.ts';
import { doingSteps } from './doing-steps.ts';
import { exportingSteps } from './exporting-steps.ts';
import { findingSteps } from './finding-steps.ts';
import { grpcSteps } from './grpc-steps.ts';
import { happeningSteps } from './happening-steps.ts';
import { namingSteps } from './naming-steps.ts';
import { observingSteps } from './observing-steps.ts';
import { postingSteps } from './posting-steps.ts';
import { racingSteps } from './racing-steps.ts';
import { recordingSteps } from './recording-steps.ts';
import type { StepDefinition } from './step-definition.ts';

/** Every step that a feature may hold. The first whose words fit is done, so the more particular ones come first. */
export const steps: readonly StepDefinition[] = [
  ...namingSteps,
  ...grpcSteps,
  ...doingSteps,
  ...postingSteps,
  ...happeningSteps,
  ...racingSteps,
  ...recordingSteps,
  ...findingSteps,
  ...exportingSteps,
  ...changingSteps,
  ...observingSteps,
];
