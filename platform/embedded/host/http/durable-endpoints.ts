import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from '../durable/engine.ts';
import { eventTypeName } from '../durable/history-event.ts';
import type { HistoryEvent } from '../durable/history-event.ts';
import { RefusedRequest, isFinished } from '../durable/instance.ts';
import type { Instance } from '../durable/instance.ts';
import { MAX_PAYLOAD_BYTES } from '../durable/limits.ts';
import { sendJson } from './problem.ts';
import { readBody } from './read-body.ts';

/**
 * What the Durable client speaks: the RPC endpoints below `rpcBaseUrl`. The base holds a secret of this start of the host,
 * and reaches the app's functions through their client binding only.
 */
export const createDurableEndpoints = (engine: Engine) => {
  const statusOf = (instance: Instance, query: URLSearchParams) => {
    const history =
      query.get('showHistory') === 'true' ? engine.history(instance.id).map(historyEntry) : undefined;
    return {
      name: instance.name,
      instanceId: instance.id,
      runtimeStatus: instance.status,
      input: query.get('showInput') === 'false' ? null : json(instance.input),
      customStatus: json(instance.customStatus),
      output: json(instance.output),
      createdTime: new Date(instance.createdAt).toISOString(),
      lastUpdatedTime: new Date(instance.updatedAt).toISOString(),
      // The extension says historyEvents, the SDK reads history.
      historyEvents: history ?? null,
      ...(history === undefined ? {} : { history }),
    };
  };

  const list = (query: URLSearchParams) => {
    const from = Date.parse(query.get('createdTimeFrom') ?? '1970-01-01');
    const to = Date.parse(query.get('createdTimeTo') ?? '9999-12-31');
    const statuses = query.get('runtimeStatus')?.split(',');
    return engine
      .list()
      .filter(({ createdAt, status }) => {
        const inTime = createdAt >= from && createdAt <= to;
        return inTime && (statuses === undefined || statuses.includes(status));
      })
      .map((instance) => statusOf(instance, query));
  };

  const start: Handler = async ({ request, response, parts: [, name = '', instanceId] }) => {
    const input = await jsonBody(request);
    const { traceparent: traceParent } = request.headers;
    const id = engine.start({
      name,
      ...(instanceId === undefined ? {} : { instanceId }),
      ...(input === undefined ? {} : { input }),
      ...(typeof traceParent === 'string' ? { traceParent } : {}),
    });
    sendJson(response, 202, { id });
  };

  const status: Handler = ({ response, query, parts: [, instanceId] }) => {
    if (instanceId === undefined) {
      sendJson(response, 200, list(query));
      return;
    }
    const instance = engine.get(instanceId);
    if (!instance) throw new RefusedRequest(404, `There is no orchestration instance '${instanceId}'.`);
    sendJson(response, isFinished(instance.status) ? 200 : 202, statusOf(instance, query));
  };

  const raiseEvent: Handler = async ({ request, response, parts: [, instanceId = '', , eventName = ''] }) => {
    engine.raiseEvent(instanceId, eventName, await jsonBody(request));
    response.writeHead(202).end();
  };

  const terminate: Handler = ({ response, query, parts: [, instanceId = ''] }) => {
    engine.terminate(instanceId, query.get('reason') ?? '');
    response.writeHead(202).end();
  };

  const purge: Handler = ({ response, parts: [, instanceId = ''] }) => {
    engine.purge(instanceId);
    sendJson(response, 200, { instancesDeleted: 1 });
  };

  const handlers: { method: string; path: RegExp; handle: Handler }[] = [
    { method: 'POST', path: /^orchestrators\/[^/]+(\/[^/]+)?$/, handle: start },
    { method: 'GET', path: /^instances(\/[^/]+)?$/, handle: status },
    { method: 'POST', path: /^instances\/[^/]+\/raiseEvent\/[^/]+$/, handle: raiseEvent },
    { method: 'POST', path: /^instances\/[^/]+\/terminate$/, handle: terminate },
    { method: 'DELETE', path: /^instances\/[^/]+$/, handle: purge },
  ];

  /** @param path below the base, still escaped, without a slash at the beginning */
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> => {
    const trimmed = path.replace(/\/$/, '');
    const found = handlers.find(
      ({ method, path: grammar }) => method === request.method && grammar.test(trimmed),
    );
    if (!found) {
      throw new RefusedRequest(
        501,
        `${request.method} ${trimmed}: the embedded host starts, queries, signals, terminates and purges single orchestrations; entities, rewind, suspend, resume and purging by filter are not supported.`,
      );
    }
    await found.handle({ request, response, query, parts: trimmed.split('/').map(decodeURIComponent) });
  };
};

export type DurableEndpoints = ReturnType<typeof createDurableEndpoints>;

type Handler = (call: {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  /** The path's segments, unescaped. */
  parts: string[];
}) => void | Promise<void>;

/** The body as JSON text, undefined when it is empty. One byte over the limit is let in, so that the engine says what is too large. */
const jsonBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const text = (await readBody(request, MAX_PAYLOAD_BYTES * 2)).toString('utf8');
  if (text === '') return undefined;
  try {
    JSON.parse(text);
  } catch {
    throw new RefusedRequest(400, 'The body is not JSON.');
  }
  return text;
};

const json = (text: string | null): unknown => (text === null ? null : (JSON.parse(text) as unknown));

const historyEntry = (event: HistoryEvent): Record<string, unknown> => {
  const { EventType: _, IsPlayed: __, ...fields } = event;
  return { ...fields, EventType: eventTypeName(event) };
};

/** The data of a `durableClient` input binding. */
export const durableClientInput = (taskHub: string, baseUrl: string): string => {
  const instance = `${baseUrl}instances/INSTANCEID`;
  return JSON.stringify({
    taskHubName: taskHub,
    creationUrls: { createNewInstancePostUri: `${baseUrl}orchestrators/{functionName}[/{instanceId}]` },
    managementUrls: {
      id: 'INSTANCEID',
      statusQueryGetUri: instance,
      sendEventPostUri: `${instance}/raiseEvent/{eventName}`,
      terminatePostUri: `${instance}/terminate?reason={text}`,
      rewindPostUri: `${instance}/rewind?reason={text}`,
      purgeHistoryDeleteUri: instance,
      suspendPostUri: `${instance}/suspend?reason={text}`,
      resumePostUri: `${instance}/resume?reason={text}`,
    },
    baseUrl,
    requiredQueryStringParameters: '',
    rpcBaseUrl: baseUrl,
  });
};
