import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  createSupervisor,
  type Supervisor,
  type SupervisorOptions,
} from '../../../sandbox/create-supervisor.ts';

/** What a session pool does wrong with one request that it is asked. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => boolean;

type Session = { supervisor: Supervisor; port: number };

export type SessionPool = {
  /** Management endpoint, without a slash at its end. */
  url: string;
  /** Identifiers of the sessions that are there. */
  sessions(): string[];
  /** How many sessions were made since the start. */
  made(): number;
  /** All that was asked of the pool, as `METHOD /path`. */
  asked: string[];
  /** Ends sessions, as the service does with idle and broken ones. */
  vanish(): Promise<void>;
  /** Stands before the next requests: it answers or cuts them itself and says true, or lets them through. */
  misbehave(misbehaviour: Misbehaviour | undefined): void;
  close(): Promise<void>;
};

const AUDIENCE = 'https://dynamicsessions.io';

/** Tokens of the tests of the client alone are `audience|…`. */
const isForSessions = (token: string): boolean => token.startsWith(`${AUDIENCE}|`);

const tokenOf = ({ headers }: IncomingMessage): string | undefined =>
  /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];

const IDENTIFIER = /^[^:_/]{4,128}$/;

const refuse = (response: ServerResponse, status: number, code: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code } }));
};

/**
 * A session pool of Azure Container Apps: checks token and identifier, makes a session (a supervisor of its own, from the
 * sources) at the first request of an identifier, forwards all of it, and has no room for more than `maxSessions`.
 */
export const startSessionPool = async (
  options: {
    maxSessions?: number;
    /** Whether a token is good. */
    accepts?: (token: string) => boolean;
  } & Omit<SupervisorOptions, 'workspace' | 'onSpent'> = {},
): Promise<SessionPool> => {
  const { maxSessions = 5, accepts = isForSessions, ...supervised } = options;
  const root = mkdtempSync(join(tmpdir(), 'session-pool-'));
  const sessions = new Map<string, Promise<Session>>();
  const asked: string[] = [];
  let made = 0;
  let misbehaviour: Misbehaviour | undefined;

  const end = async (identifier: string): Promise<void> => {
    const session = sessions.get(identifier);
    sessions.delete(identifier);
    await (await session)?.supervisor.stop();
  };

  const make = async (identifier: string): Promise<Session> => {
    made += 1;
    const workspace = join(root, String(made));
    // The container ends with its supervisor, which answers first.
    const onSpent = () => void setImmediate(() => void end(identifier));
    const supervisor = await createSupervisor({ ...supervised, workspace, onSpent });
    await new Promise<void>((resolve) => supervisor.server.listen(0, '127.0.0.1', resolve));
    const { port } = supervisor.server.address() as AddressInfo;
    return { supervisor, port };
  };

  const sessionOf = (identifier: string): Promise<Session> | undefined => {
    const session = sessions.get(identifier);
    if (session || sessions.size >= maxSessions) return session;
    const one = make(identifier);
    sessions.set(identifier, one);
    return one;
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://pool');
    asked.push(`${request.method} ${url.pathname}`);
    const token = tokenOf(request);
    if (token === undefined || !accepts(token)) return refuse(response, 401, 'Unauthorized');
    const identifier = url.searchParams.get('identifier') ?? '';
    if (!IDENTIFIER.test(identifier)) return refuse(response, 400, 'SessionIdentifierInvalid');
    if (misbehaviour?.(request, response)) return;
    const session = await sessionOf(identifier);
    if (!session) return refuse(response, 404, 'SessionNotAvailable');
    const through = forward(
      {
        port: session.port,
        host: '127.0.0.1',
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    through.on('error', () => response.destroy());
    response.on('close', () => through.destroy());
    request.pipe(through);
  };

  const server = createServer((request, response) => {
    route(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sessions: () => [...sessions.keys()],
    made: () => made,
    asked,
    async vanish() {
      await Promise.all([...sessions.keys()].map(end));
    },
    misbehave(next) {
      misbehaviour = next;
    },
    async close() {
      await Promise.all([...sessions.keys()].map(end));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(root, { recursive: true, force: true });
    },
  };
};
