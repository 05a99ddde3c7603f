import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import type { Sandbox } from '../../../../platform/ports.ts';
import { isRecording } from '../../replay/recording.ts';

/** What is replayed opens its sandbox all the same: that call may fail, or hang. */
export const opened = async <T>(
  sandbox: Sandbox,
  key: string,
  files: readonly GeneratedFile[],
  found: () => Promise<T>,
): Promise<T> => {
  if (isRecording()) return found();
  const { session } = await sandbox.open(key, files);
  try {
    return await found();
  } finally {
    await session.close();
  }
};
