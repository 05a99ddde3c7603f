import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { PortError } from '../../port-error.ts';

/** From start to `GET /health/ready` = 200. */
const READY_TIMEOUT_MS = 20_000;
const POLL_MS = 25;
const REQUEST_TIMEOUT_MS = 2_000;
const LOG_LINES = 20;

const listeningUrl = (line: string): string | undefined => {
  try {
    const entry = JSON.parse(line) as { msg?: unknown; url?: unknown };
    return entry.msg === 'listening' && typeof entry.url === 'string' ? entry.url : undefined;
  } catch {
    return undefined;
  }
};

/** The address a service says it listens on; one that is not of this machine is not called. */
const findEndpoint = (log: string): string | undefined => {
  // The last line may be half written.
  const url = log
    .split('\n')
    .slice(0, -1)
    .map(listeningUrl)
    .find((found) => found !== undefined);
  if (url === undefined) return undefined;
  if (URL.parse(url)?.hostname !== '127.0.0.1') {
    throw new PortError('pipeline', `The service listens on ${url.slice(0, 200)}, not on 127.0.0.1.`);
  }
  return new URL(url).origin;
};

const readiness = async (endpoint: string): Promise<string> => {
  try {
    const answer = await fetch(`${endpoint}/health/ready`, {
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      redirect: 'manual',
    });
    await answer.body?.cancel();
    return String(answer.status);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

export const isReady = async (endpoint: string): Promise<boolean> => (await readiness(endpoint)) === '200';

/**
 * Waits until a service that was just started says where it listens and answers that it is ready; answers its endpoint.
 * Throws kind `pipeline`, with the last lines of its log, when it ends before or takes longer than 20 s.
 */
export const waitUntilReady = async (service: {
  name: string;
  log: string;
  /** Where this start begins in the log. */
  offset: number;
  exited: () => string | undefined;
  timeoutMs?: number;
}): Promise<string> => {
  const timeoutMs = service.timeoutMs ?? READY_TIMEOUT_MS;
  const deadline = performance.now() + timeoutMs;
  const output = async (): Promise<string> =>
    (await readFile(service.log)).subarray(service.offset).toString('utf8');
  let state = 'it has not said where it listens';
  while (performance.now() < deadline) {
    const ended = service.exited();
    if (ended !== undefined) {
      state = `it ended with ${ended}`;
      break;
    }
    const endpoint = findEndpoint(await output());
    if (endpoint !== undefined) {
      const answer = await readiness(endpoint);
      if (answer === '200') return endpoint;
      state = `GET /health/ready answered ${answer}`;
    }
    await delay(POLL_MS);
  }
  const lines = (await output()).trimEnd().split('\n').slice(-LOG_LINES).join('\n').slice(-1_500);
  throw new PortError(
    'pipeline',
    `The service ${service.name} did not become ready: ${state}. Its log:\n${lines}`,
  );
};
