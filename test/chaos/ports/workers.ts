import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Answer, Ask } from './answer-cases.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

const asked = (child: ChildProcess, ask: Ask): Promise<Answer> => {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const ended = (code: number | null): void =>
    resolve({ error: `The process of the case ended with ${String(code)}.` });
  child.once('exit', ended);
  child.once('message', (message) => {
    child.off('exit', ended);
    resolve(message as Answer);
  });
  child.send(ask);
  return promise;
};

export type Worker = { ask: (ask: Ask) => Promise<Answer>; end: () => void };

/** A process that runs cases, one at a time. What is replayed comes from the recording. */
export const startWorker = (environment: Readonly<Record<string, string>>): Worker => {
  const child = fork(WORKER, [], { env: { ...process.env, ...environment } });
  return { ask: (ask) => asked(child, ask), end: () => void (child.connected && child.disconnect()) };
};
