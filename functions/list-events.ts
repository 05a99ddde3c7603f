import { eventPage } from './events/event-page.ts';
import { eventStream, isLast } from './events/event-stream.ts';
import { textStream } from './events/text-stream.ts';
import type { Wait } from './events/waiting.ts';
import type { FunctionDeps } from './function-deps.ts';
import { withHeaders, type Answer } from './http/answer.ts';
import { endpoint, type Call } from './http/endpoint.ts';
import { problem } from './http/problem.ts';
import { operations } from './openapi/operations.ts';
import { findProject } from './projects/find-project.ts';

const wantsStream = (accept: string) => /\btext\/event-stream\b/i.test(accept);

/** Streams end by themselves; how soon one does cannot be known. Seconds. */
const STREAM_RETRY_SECONDS = 10;

const tooManyStreams = (): Answer =>
  withHeaders(
    problem(
      'too-many-requests',
      'The tenant has as many event streams open as it may. Close one, or read the events in pages.',
    ),
    { 'retry-after': String(STREAM_RETRY_SECONDS) },
  );

const stream = async (
  { ports, takeStream }: FunctionDeps,
  wait: Wait,
  projectId: string,
  { query, headers, context, correlationId }: Call<typeof operations.listEvents>,
): Promise<Answer> => {
  const after = headers['Last-Event-ID'] ?? query.after;
  const [last] = after > 0 ? await ports.journal.read(projectId, after - 1, 1) : [];
  // 204 is how the server-sent events protocol tells a client to stop reconnecting.
  if (last && (await isLast(ports, last))) return { status: 204 };
  const giveBack = takeStream?.();
  if (takeStream && !giveBack) return tooManyStreams();
  return {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    },
    body: textStream(
      (signal) => eventStream(ports, wait, projectId, after, signal),
      (error) => context.error(`Event stream failed, correlation id ${correlationId}:`, error),
      giveBack,
    ),
  };
};

/** `GET /api/projects/{projectId}/events` */
export const listEvents = (deps: FunctionDeps, wait: Wait) =>
  endpoint(operations.listEvents, async (call) => {
    const found = await findProject(deps.ports.projects, call.params);
    if ('missing' in found) return found.missing;
    const { id } = found.project;
    if (wantsStream(call.headers.Accept)) return stream(deps, wait, id, call);
    return { jsonBody: await eventPage(deps.ports, wait, id, call.query) };
  });
