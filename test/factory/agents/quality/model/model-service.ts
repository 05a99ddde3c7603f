import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { Service, UseCase } from '../../../../../factory/domain/blueprint.ts';
import { operationsOf } from '../../../../../factory/domain/operation.ts';
import type { ServiceProcess } from '../../../../../factory/agents/quality/template/test/acceptance/service-process.ts';
import { issuedToken, provenCaller } from '../../../fixtures/issued-tokens.ts';
import { create, post, remove, transition, update } from './commands.ts';
import { refusal, settle, shown, type Answer, type Kept, type Model, type Values } from './document.ts';
import { exported, search } from './finding.ts';
import { receive, typeOf } from './reactions.ts';

type Request = { method: string; url: URL; headers: IncomingMessage['headers']; body: Values; now: string };

const header = ({ headers }: Request, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** Who is not known, lacks a role, or is not the owner. */
const turnedAway = (request: Request, { roles, owner }: UseCase, values: Values): Answer | undefined => {
  const caller = provenCaller(request.headers);
  if ('challenge' in caller) return refusal(401, 'unauthenticated');
  const lacksRole = roles.length > 0 && !caller.roles.some((role) => roles.includes(role));
  const isOther = owner !== undefined && values[owner] !== caller.name;
  return lacksRole || isOther ? refusal(403, 'forbidden') : undefined;
};

const performOn = (model: Model, useCase: UseCase, kept: Kept, request: Request): Answer => {
  const { now, body } = request;
  settle(kept, model.service, now);
  const call = { now, body, ifMatch: header(request, 'if-match') };
  switch (useCase.kind) {
    case 'update':
      return update(model, useCase, kept, call);
    case 'remove':
      return remove(model, kept);
    case 'transition':
      return transition(model, useCase, kept, call);
    case 'post':
      return post(model, useCase, kept, call);
    default:
      return { status: 200, body: shown(model, kept, now), headers: { etag: `"${kept.version}"` } };
  }
};

const perform = (model: Model, useCase: UseCase, kept: Kept | undefined, request: Request): Answer => {
  const { now, body } = request;
  const denied = turnedAway(request, useCase, kept?.values ?? body);
  if (denied) return denied;
  if (useCase.kind === 'create') return create(model, useCase, { now, body });
  if (useCase.kind === 'search') return search(model, useCase, request.url.searchParams, now);
  if (useCase.kind === 'export') return exported(model, useCase, request.url.searchParams, now);
  return kept ? performOn(model, useCase, kept, request) : refusal(404, 'not-found');
};

/** Own events reach own reactions a little later, as in a service. */
const publish = (model: Model, useCase: UseCase, { body }: Answer, now: string): void => {
  const events = 'emits' in useCase ? useCase.emits : [];
  for (const name of events) {
    const version = model.service.events.find((event) => event.name === name)?.version ?? 1;
    const subject = String(body?.['id']);
    const event = {
      id: `${name} ${subject} ${model.applied.size}`,
      type: typeOf(model.service.name, name, version),
      subject,
      data: body ?? {},
    };
    setImmediate(() => receive(model, event, now));
  }
};

const matching = (model: Model, { method, url }: Request) =>
  operationsOf(model.service)
    .flatMap((operation) => {
      const match = new RegExp(`^${operation.path.replace(/\{[^}]*\}/, '([^/]+)')}$`).exec(url.pathname);
      return match && operation.method === method ? [{ useCase: operation.useCase, id: match[1] }] : [];
      // `/events/export` before `/events/{eventId}`.
    })
    .toSorted((one, other) => Number(one.id !== undefined) - Number(other.id !== undefined))[0];

/** The same key and body again answers the same. */
const once = (model: Model, request: Request, run: () => Answer): Answer => {
  const key = header(request, 'idempotency-key');
  if (key === undefined) return run();
  const place = `${request.url.pathname} ${key}`;
  const known = model.answered.get(place);
  const body = JSON.stringify(request.body);
  if (known) return known.body === body ? known.answer : refusal(422, 'idempotency-key-reused');
  const answer = run();
  if (answer.status < 300) model.answered.set(place, { body, answer });
  return answer;
};

const handle = (model: Model, request: Request): Answer => {
  const { url, now, body } = request;
  if (url.pathname === '/development/tokens') return { status: 200, body: issuedToken(JSON.stringify(body)) };
  if (url.pathname === '/development/events') return receive(model, body as never, now);
  if (url.pathname === '/development/schedules') {
    const done = [...model.all.values()].reduce((sum, kept) => sum + settle(kept, model.service, now), 0);
    return { status: 200, body: { done } };
  }
  const found = matching(model, request);
  if (!found) return refusal(405, 'method-not-allowed');
  return once(model, request, () => {
    const answer = perform(model, found.useCase, model.all.get(found.id ?? ''), request);
    if (answer.status < 300) publish(model, found.useCase, answer, now);
    return answer;
  });
};

const newModel = (service: Service): Model => ({
  service,
  all: new Map(),
  applied: new Set(),
  answered: new Map(),
});

/** A service as its blueprint says, in this process and without its code: what the acceptance suite must be able to judge. */
export const startModel = async (service: Service): Promise<ServiceProcess> => {
  let model = newModel(service);
  const server = createServer(async (incoming, outgoing) => {
    const content = await text(incoming);
    const request: Request = {
      method: incoming.method ?? '',
      url: new URL(incoming.url ?? '', 'http://model'),
      headers: incoming.headers,
      body: content === '' ? {} : (JSON.parse(content) as Values),
      now: String(incoming.headers['x-development-now'] ?? '2026-01-01T00:00:00Z'),
    };
    const { status, body, file, headers = {} } = handle(model, request);
    const type = file?.type ?? (status < 400 ? 'application/json' : 'application/problem+json');
    outgoing.writeHead(status, { 'content-type': type, ...headers });
    outgoing.end(file?.content ?? (body && JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    grpc: () => '',
    restart: async () => {},
    renew: async () => {
      model = newModel(service);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
