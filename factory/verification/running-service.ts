import { setTimeout as delay } from 'node:timers/promises';

import type { SandboxSession } from '../../platform/ports.ts';

/** Milliseconds in which a service must accept requests. */
const PATIENCE = 20_000;
const POLL = 15;

export type RunningService = {
  url: string;
  /** Asks it to stop (SIGTERM); answers its exit code, `undefined` when it had to be killed. */
  stop(): Promise<number | undefined>;
  /** Kills it (SIGKILL). */
  kill(): Promise<void>;
  output(): string;
};

const urlIn = (output: string): string | undefined => {
  for (const line of output.split('\n')) {
    if (!line.includes('"listening"')) continue;
    try {
      const entry = JSON.parse(line) as { msg?: unknown; url?: unknown };
      if (entry.msg === 'listening' && typeof entry.url === 'string') return entry.url;
    } catch {
      // Half a line; the rest is still on its way.
    }
  }
  return undefined;
};

/** Only the machine itself may be called: the address comes from the code under test. */
const isLocal = (url: string): boolean => /^http:\/\/127\.0\.0\.1:\d{1,5}\/?$/.test(url);

/**
 * Starts the service of a sandboxed tree on a free port. Answers why not when it does not come up: that is a defect of the
 * service, not of the check.
 */
export const startService = async (
  session: SandboxSession,
  dataDirectory: string,
): Promise<RunningService | { failed: string }> => {
  const program = await session.start('node', ['src/main.ts'], {
    env: {
      HOST: '127.0.0.1',
      PORT: '0',
      GRPC_PORT: '0',
      DEVELOPMENT_MODE: 'on',
      DATA_DIR: dataDirectory,
      STORE: 'embedded',
      LOG_LEVEL: 'info',
    },
  });
  let ended = false;
  const exited = program.exited.finally(() => {
    ended = true;
  });
  exited.catch(() => undefined);
  for (let waited = 0; waited < PATIENCE; waited += POLL) {
    const url = urlIn(program.output());
    if (url !== undefined && isLocal(url)) {
      return {
        url,
        stop: async () => {
          await program.stop();
          return exited;
        },
        kill: () => program.stop('SIGKILL'),
        output: () => program.output(),
      };
    }
    if (ended) break;
    await delay(POLL);
  }
  await program.stop();
  const how = ended ? 'ended while it started' : 'logged no local address in time';
  return { failed: `The service ${how}: ${program.output().slice(-1_000) || 'no output'}` };
};
