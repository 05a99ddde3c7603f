import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

import { endsProject } from '../../../factory/domain/ending.ts';
import type { Scenario } from './scenario.ts';

/**
 * Stands in for the embedded host: takes its arguments, keeps its lock file, serves its addresses, and tells the story of
 * the scenario that `--app` names. What it was asked to do is in `effects.log` of the workspace.
 */
const { values } = parseArgs({
  options: {
    app: { type: 'string', default: '' },
    workspace: { type: 'string', default: '' },
    port: { type: 'string', default: '0' },
    pump: { type: 'string', default: 'all' },
    'exit-when-detached': { type: 'boolean', default: false },
  },
});
const scenario = JSON.parse(readFileSync(values.app, 'utf8')) as Scenario;
const lock = join(values.workspace, 'host.lock');
const note = (line: string) => appendFileSync(join(values.workspace, 'effects.log'), `${line}\n`);
let { result } = scenario;
const { events } = scenario;
const self = `/api/projects/${result.projectId}`;
const attached = new Set<ServerResponse>();
let streams = 0;

const end = () => {
  rmSync(lock, { force: true });
  process.exit(0);
};
const json = (response: ServerResponse, status: number, body: unknown) => {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
};

const stream = (request: IncomingMessage, response: ServerResponse) => {
  streams += 1;
  const after = Number(request.headers['last-event-id'] ?? 0);
  const cut = streams === 1 ? (scenario.cutAfter ?? events.length) : events.length;
  const isOver = endsProject(events.at(-1)?.type ?? '');
  if (isOver && after >= events.length) {
    response.writeHead(204).end();
    return;
  }
  note(`stream after ${after}`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const [index, event] of events.slice(after, cut).entries())
    response.write(`id: ${after + index + 1}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  if (scenario.dieAfterEvents) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50);
  else if (isOver || cut < events.length) response.end();
};

const create = async (request: IncomingMessage, response: ServerResponse) => {
  note(`create ${await text(request)} key ${request.headers['idempotency-key'] ? 'given' : 'missing'}`);
  if (scenario.refusal) json(response, 422, { status: 422, detail: 'refused', ...scenario.refusal });
  else json(response, 202, { projectId: result.projectId, status: 'running', links: {} });
};

/** What a person does to a project: it is noted, and the story goes on. */
const change = async (request: IncomingMessage, response: ServerResponse, status: number) => {
  note(`${request.url} ${await text(request)}`);
  if (scenario.problem) return json(response, scenario.problem.status, scenario.problem);
  if (scenario.afterwards) {
    result = scenario.afterwards.result;
    events.push(...scenario.afterwards.events);
  }
  return json(response, status, {});
};

const attach = (response: ServerResponse) => {
  attached.add(response);
  response.writeHead(200).write('attached\n');
  response.once('close', () => {
    attached.delete(response);
    if (values['exit-when-detached'] && attached.size === 0) setTimeout(end, 200);
  });
};

const summary = () => ({
  projectId: result.projectId,
  status: scenario.unfinished ? 'running' : result.status,
  text: 'Log zorbles.',
  createdAt: '2026-01-05T08:00:00.000Z',
  stage: 'vision',
  services: result.services.map(({ name }) => name),
});
const repositories = () =>
  result.services.map(({ name, repository, commit }) => ({ name, repository, commit, service: name }));

const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
  'GET /admin/host/status': (_, response) => json(response, 200, { attached: attached.size }),
  'GET /admin/host/attach': (_, response) => attach(response),
  'POST /admin/host/shutdown': (_, response) => {
    note('shutdown');
    if (!scenario.clings) response.once('close', end);
    json(response, 202, {});
  },
  'POST /api/projects': create,
  'GET /api/projects': (_, response) => json(response, 200, { items: [summary()] }),
  [`GET ${self}`]: (_, response) => json(response, 200, result),
  [`GET ${self}/events`]: (request, response) => {
    if (request.headers.accept === 'text/event-stream') return stream(request, response);
    const after = Number(new URL(request.url ?? '', 'http://x').searchParams.get('after'));
    const items = events.map((event, index) => ({ position: index + 1, event })).slice(after);
    return json(response, 200, { items, next: events.length });
  },
  'GET /api/reviews': (_, response) => json(response, 200, { items: result.reviews }),
  [`GET ${self}/reviews`]: (_, response) => json(response, 200, { items: result.reviews }),
  ...Object.fromEntries(
    result.reviews.flatMap((review) => [
      [
        `GET /api/reviews/${review.id}`,
        (_: IncomingMessage, response: ServerResponse) => json(response, 200, review),
      ],
      [
        `POST /api/reviews/${review.id}/decision`,
        (request: IncomingMessage, response: ServerResponse) => change(request, response, 200),
      ],
    ]),
  ),
  [`POST ${self}/cancel`]: (request, response) => change(request, response, 202),
  [`POST ${self}/retry`]: (request, response) => change(request, response, 202),
  [`GET ${self}/artifacts`]: (_, response) =>
    json(response, 200, { items: result.artifacts.map((artifact) => ({ ...artifact, size: 7 })) }),
  [`GET ${self}/undo`]: (_, response) => json(response, 200, scenario.undo),
  [`GET ${self}/repositories`]: (_, response) => json(response, 200, { items: repositories() }),
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://x');
  const route = routes[`${request.method} ${pathname}`];
  const artifact = scenario.artifacts?.[decodeURIComponent(pathname.slice(`${self}/artifacts/`.length))];
  if (route) void route(request, response);
  else if (artifact !== undefined) response.end(artifact);
  else json(response, 404, { status: 404, detail: `There is nothing at ${pathname}.` });
});

server.listen(Number(values.port), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(lock, JSON.stringify({ pid: process.pid, url, pump: values.pump }));
  note(`started pump ${values.pump} recover ${process.env['FACTORY_RECOVER_SERVICES']}`);
  process.stdout.write(`${JSON.stringify({ event: 'listening', url, pid: process.pid })}\n`);
});
