import type { verifyCode as real } from '../../../factory/verification/verify-code.ts';
import { CODE_CHECKS } from '../../../factory/domain/quality-gate.ts';
import { givenRecording } from './recording.ts';

/** Verification replayed from a recording: opens the sandbox as the real one does, runs nothing in it. */
export const verifyCode: typeof real = async ({ sandbox, key, files }) => {
  const { session } = await sandbox.open(key, files);
  await session.close();
  const { report } = givenRecording();
  return { ...report, checks: report.checks.filter(({ name }) => CODE_CHECKS.includes(name)) };
};
