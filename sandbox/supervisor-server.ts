import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import {
  jobIdSchema,
  jobRequestSchema,
  MAX_REQUEST_BYTES,
  MAX_WAIT_SECONDS,
  PROTOCOL,
  SANDBOX_HEADER,
} from '../platform/jobs/messages.ts';
import { unpackJob } from '../platform/jobs/packed-job.ts';
import { PortError } from '../platform/port-error.ts';
import type { JobBoard } from './job-board.ts';
import { parsedJson, readBody } from './read-request.ts';

type Answer = { status: number; body?: unknown };

const problem = (status: number, title: string): Answer => ({ status, body: { status, title } });

const acceptJob = (board: JobBoard, body: Buffer): Answer => {
  const { data } = jobRequestSchema.safeParse(parsedJson(body));
  if (!data) return problem(400, 'The request is not one for a job.');
  try {
    const { job, digest } = unpackJob(Buffer.from(data.job, 'base64'));
    const state = board.post(data, job, digest);
    if (state === 'busy') return problem(409, 'The sandbox works on another job.');
    if (state === 'other') return problem(409, 'The id stands for another job.');
    return { status: 202, body: state };
  } catch (error) {
    if (!PortError.is(error)) throw error;
    return problem(error.kind === 'invalid-configuration' ? 413 : 400, error.message);
  }
};

const post = async (board: JobBoard, request: IncomingMessage): Promise<Answer> => {
  const body = await readBody(request, MAX_REQUEST_BYTES);
  return body ? acceptJob(board, body) : problem(413, 'The request is longer than it may be.');
};

/** Settles after a time, or when whoever waits is gone. */
const waited = async (seconds: number, response: ServerResponse): Promise<void> => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await delay(seconds * 1_000, undefined, { signal: gone.signal, ref: false }).catch(() => undefined);
};

const waitOf = (url: URL): number | undefined => {
  const wait = Number(url.searchParams.get('wait') ?? 0);
  return Number.isFinite(wait) && wait >= 0 && wait <= MAX_WAIT_SECONDS ? wait : undefined;
};

const show = async (board: JobBoard, url: URL, id: string, response: ServerResponse): Promise<Answer> => {
  const wait = waitOf(url);
  if (wait === undefined) return problem(400, `wait is a number of seconds up to ${MAX_WAIT_SECONDS}.`);
  const state = await board.state(id, waited(wait, response));
  return state ? { status: 200, body: state } : problem(404, 'There is no such job here.');
};

const route = async (
  board: JobBoard,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Answer> => {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const { method = '' } = request;
  if (url.pathname === '/health') return { status: 200, body: { status: 'healthy' } };
  if (url.pathname === '/jobs' && method === 'POST') return post(board, request);
  const id = jobIdSchema.safeParse(/^\/jobs\/([^/]+)$/.exec(url.pathname)?.[1]).data;
  if (id !== undefined && method === 'GET') return show(board, url, id, response);
  if (id !== undefined && method === 'DELETE') {
    return (await board.remove(id)) ? { status: 204 } : problem(404, 'There is no such job here.');
  }
  return problem(404, 'There is nothing here.');
};

const send = (response: ServerResponse, { status, body }: Answer): void => {
  response.writeHead(status, {
    [SANDBOX_HEADER]: PROTOCOL,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    // What is left of a request that is too long is not read.
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
};

/** Connections at a time, and milliseconds in which a request must be told: the guest reaches this server, too. */
const MAX_CONNECTIONS = 64;
const REQUEST_TIMEOUT_MS = 120_000;

/** The supervisor of a sandbox over HTTP, see platform/jobs/messages.ts. Who may ask is decided before it. */
export const createSupervisorServer = (board: JobBoard): Server => {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    route(board, request, response)
      .catch((): Answer => problem(500, 'The supervisor failed.'))
      .then((answer) => send(response, answer))
      .catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  return server;
};
