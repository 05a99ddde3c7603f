import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PipelineRunner, Sandbox, SandboxSession } from '../../../platform/ports.ts';
import type { Recording } from './recording.ts';

const refuse = (): never => {
  throw new Error('A replayed sandbox runs nothing.');
};

/** A sandbox that installs and runs nothing. */
export const replayedSandbox = (): Sandbox => ({
  async open(_key, files) {
    const session: SandboxSession = {
      directory: '/replayed',
      run: refuse,
      start: refuse,
      read: async (path) => files.find((file) => file.path === path)?.content,
      close: async () => undefined,
    };
    return { session, install: { cached: true, durationMs: 0, packages: 0 } };
  },
});

/** Pipeline runs answered from the recording. What ran is kept in a file per key, as the real runner does. */
export const replayedPipelines = (workspace: string, recording: Recording): PipelineRunner => {
  const folderOf = (key: string): string =>
    join(workspace, 'pipelines', createHash('sha256').update(key).digest('hex').slice(0, 16));
  return {
    async run({ key }) {
      const file = join(folderOf(key), 'run.json');
      if (!existsSync(file)) {
        mkdirSync(folderOf(key), { recursive: true });
        writeFileSync(file, JSON.stringify({ key, run: recording.pipeline }));
      }
      return recording.pipeline;
    },
    async remove(key) {
      rmSync(folderOf(key), { recursive: true, force: true });
    },
  };
};
