import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

import { answer, routeOf, type Route } from './answer.ts';
import { createAccess, signInPage } from './authenticate.ts';
import { behaviours } from './behaviour/behaviours.ts';
import { beyondContract } from './beyond-contract.ts';
import type { Reply } from './call.ts';
import { createFaults, type Fault } from './faults.ts';
import { htmlReply, plantedReply, readBytes, replyToError, sendReply } from './http-reply.ts';
import { addOrganization, addProject, createState, type Identity, type State } from './state.ts';

/** A call as the server saw it. */
export type SeenCall = {
  method: string;
  /** Path and query. */
  url: string;
  /** Of the contract or beyond it; absent where nothing answers. */
  operationId: string | undefined;
  isBeyondContract: boolean;
  status: number;
  /** Length of its body. */
  bytes: number;
};

export type AzureDevOpsServer = {
  /** Instead of `https://dev.azure.com`. */
  url: string;
  state: State;
  calls: readonly SeenCall[];
  access: ReturnType<typeof createAccess>;
  plant(fault: Fault): void;
  /** Takes all faults back. */
  clearFaults(): void;
  /** How many calls planted faults could still meet. */
  faultsLeft(): number;
  /** Calls beyond the contract that were made: proven by nothing. */
  notProven(): string[];
  /** The server's own errors: an answer that the contract does not allow, a behaviour that is missing. */
  errors: readonly string[];
  /** Throws where the server had errors of its own. */
  close(): Promise<void>;
};

export type AzureDevOpsOptions = {
  /** Whether a token of Entra ID is good that this server did not issue. */
  acceptsToken?: (token: string) => boolean;
  /** Projects by organisation. */
  organizations?: Record<string, readonly string[]>;
  /** Longest body that is taken. */
  maxBodyBytes?: number;
  now?: () => Date;
};

const MAX_BODY_BYTES = 64 * 1024 * 1024;

type Routed = Route | { refused: Reply };

const operationOf = (route: Routed): string | undefined => {
  if ('operation' in route) return route.operation.id;
  return 'beyond' in route ? route.beyond.id : undefined;
};

const stateOf = (organizations: Record<string, readonly string[]>): State => {
  const state = createState();
  for (const [name, projects] of Object.entries(organizations)) {
    const organization = addOrganization(state, name);
    for (const project of projects) addProject(organization, project);
  }
  return state;
};

const signIn = (authorization: string | undefined, url: string): Reply =>
  authorization === undefined
    ? { ...htmlReply(302, signInPage), headers: { location: `${url}/_signin` } }
    : htmlReply(203, signInPage);

/** What happens before a call is worked on. */
const lead = async ({ delayMs, meanwhile }: Fault = { on: () => true }): Promise<void> => {
  if (delayMs !== undefined) await setTimeout(delayMs);
  meanwhile?.();
};

/** Starts a server that answers as Azure DevOps does: generated from its contract, with a behaviour for its operations. */
export const startAzureDevOps = async (options: AzureDevOpsOptions = {}): Promise<AzureDevOpsServer> => {
  const { maxBodyBytes = MAX_BODY_BYTES, now = () => new Date() } = options;
  const state = stateOf(options.organizations ?? {});
  const access = createAccess(options.acceptsToken);
  const faults = createFaults();
  const calls: SeenCall[] = [];
  const errors: string[] = [];
  const onError = (text: string) => void errors.push(text);
  let baseUrl = '';

  type Work = { request: IncomingMessage; url: URL; route: Routed; bytes: Buffer };

  const routed = (method: string, url: URL): Routed => {
    try {
      return routeOf({ method, url }, beyondContract);
    } catch (error) {
      return { refused: replyToError(error, onError) };
    }
  };

  const worked = async ({ request, url, route, bytes }: Work, identity: Identity): Promise<Reply> => {
    if ('refused' in route) return route.refused;
    if (bytes.length > maxBodyBytes) return htmlReply(413, 'The request entity is too large.');
    const headers = request.headers as Record<string, string | undefined>;
    const method = request.method ?? '';
    return answer({ method, url, headers, bytes, identity, state, baseUrl, now }, route, behaviours).catch(
      (error: unknown) => replyToError(error, onError),
    );
  };

  const reply = async (work: Work, fault: Fault | undefined): Promise<Reply> => {
    if (fault?.answer) return plantedReply(fault.answer);
    const { authorization } = work.request.headers;
    const identity = access.identify(authorization);
    return identity ? worked(work, identity) : signIn(authorization, baseUrl);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: target = '/' } = request;
    const url = new URL(target, baseUrl);
    const route = routed(method, url);
    const operationId = operationOf(route);
    const bytes = await readBytes(request);
    const fault = faults.take({ method, path: url.pathname, operationId });
    await lead(fault);
    if (fault?.cut === 'before') return void request.socket.destroy();
    const given = await reply({ request, url, route, bytes }, fault);
    const seen = { method, url: target, operationId, isBeyondContract: 'beyond' in route };
    calls.push({ ...seen, status: given.status ?? 200, bytes: bytes.length });
    if (fault?.cut === 'after') return void request.socket.destroy();
    sendReply(response, { ...given, headers: { ...given.headers, ...fault?.headers } });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      onError(String(error));
      request.socket.destroy();
    });
  });
  // In one process with its clients: while they work, it must not take an idle connection for a dead one.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: baseUrl,
    state,
    calls,
    access,
    errors,
    plant: faults.plant,
    clearFaults: faults.clear,
    faultsLeft: faults.left,
    notProven: () =>
      [
        ...new Set(calls.flatMap((call) => (call.isBeyondContract ? [call.operationId ?? ''] : []))),
      ].toSorted(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      if (errors.length > 0) throw new Error(errors.join('\n'));
    },
  };
};
