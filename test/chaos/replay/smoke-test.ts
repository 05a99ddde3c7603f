import type { smokeTest as real } from '../../../factory/verification/smoke-test.ts';
import { givenRecording } from './recording.ts';

/** The probes of a running service, replayed from a recording. */
export const smokeTest: typeof real = async () => givenRecording().probes;
