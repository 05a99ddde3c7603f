import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RefusedRequest } from '../durable/instance.ts';
import type { HostLog } from '../host-log.ts';
import type { DurableEndpoints } from './durable-endpoints.ts';
import type { HttpInvoker } from './invoke-http.ts';
import { sendProblem } from './problem.ts';
import type { RouteTable } from './route-table.ts';

/** How long a connection stays that nobody uses: longer than the app may be busy, or a request meets its end. Milliseconds. */
const KEEP_ALIVE_MS = 60_000;

/** Answers requests for the host itself, by `METHOD /path`. */
export type AdminEndpoints = Record<string, (request: IncomingMessage, response: ServerResponse) => void>;

/** What the server serves once the host has loaded the app. */
export type Services = {
  admin: AdminEndpoints;
  durable: DurableEndpoints;
  /** Path of the Durable RPC endpoints, with slashes at both ends. */
  durablePath: string;
  routes: RouteTable;
  invoke: HttpInvoker;
};

export type HostServer = {
  port: number;
  serve(services: Services): void;
  /** Stops listening and breaks what is open. */
  close(): Promise<void>;
};

const localNames = new Set(['127.0.0.1', 'localhost']);

/**
 * A document in a sandbox, as the one that draws diagrams, has no origin. It may load scripts, as any document may: no page can
 * read their text, and none can forge the `Sec-Fetch` headers.
 */
const isSandboxedScript = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  headers.origin === 'null' &&
  headers['sec-fetch-mode'] === 'no-cors' &&
  headers['sec-fetch-dest'] === 'script';

/**
 * A browser can be made to send requests to this machine: under another name (DNS rebinding; the Host header tells) or from
 * another site's page (the Origin header tells). Both are refused.
 */
const strangerProblem = (request: IncomingMessage): string | undefined => {
  const { headers } = request;
  if (!localNames.has(URL.parse(`http://${headers.host ?? ''}`)?.hostname ?? '')) {
    return `The Host header must name 127.0.0.1 or localhost, it is ${JSON.stringify(headers.host ?? '')}.`;
  }
  if (headers.origin === undefined || isSandboxedScript(request)) return undefined;
  if (localNames.has(URL.parse(headers.origin)?.hostname ?? '')) return undefined;
  return `Requests from pages of ${JSON.stringify(headers.origin)} are refused.`;
};

/** Listens on 127.0.0.1. Until `serve` is called every request is answered 503. */
export const createHostServer = async (port: number, log: HostLog): Promise<HostServer> => {
  let services: Services | undefined;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const stranger = strangerProblem(request);
    if (stranger !== undefined) return sendProblem(response, 403, stranger);
    if (!services) {
      return sendProblem(response, 503, 'The host is starting.', { 'retry-after': '1' });
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const admin = services.admin[`${request.method} ${pathname}`];
    if (admin) return admin(request, response);
    if (pathname.startsWith(services.durablePath)) {
      const path = pathname.slice(services.durablePath.length);
      return services.durable(request, response, path, searchParams);
    }
    const match = services.routes.match(request.method ?? 'GET', pathname);
    if (!match) return sendProblem(response, 404, `No function serves ${pathname}.`);
    if ('allowed' in match) {
      const allow = match.allowed.join(', ');
      return sendProblem(response, 405, `${pathname} takes ${allow}.`, { allow });
    }
    return services.invoke(match.target, match.params, request, response);
  };

  const answerFor = (error: unknown, request: IncomingMessage, response: ServerResponse): void => {
    if (error instanceof RefusedRequest) {
      // What is left of the body is let through to nowhere: a client that still sends would not see the answer.
      request.resume();
      sendProblem(response, error.status, error.message);
    } else if (error instanceof URIError) {
      sendProblem(response, 400, 'The path is not properly percent-encoded.');
    } else {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log.write('error', 'http', `${request.method} ${request.url} failed: ${text}`);
      sendProblem(response, 500, 'The function failed; host.log in the workspace has the details.');
    }
  };

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    handle(request, response).catch((error: unknown) => answerFor(error, request, response));
  });
  await listening(server, port);

  return {
    port: (server.address() as AddressInfo).port,
    serve: (given) => {
      services = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use: choose another, or 0 for a free one.`, { cause: error })
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
