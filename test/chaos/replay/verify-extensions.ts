import type { verifyExtensions as real } from '../../../factory/verification/verify-extensions.ts';
import { givenRecording } from './recording.ts';

/** Verification of the packages, replayed from a recording. */
export const verifyExtensions: typeof real = async (sandbox, key, files) => {
  const { session } = await sandbox.open(key, files);
  await session.close();
  return givenRecording().extensions;
};
