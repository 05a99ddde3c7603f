import { expect, it } from 'vitest';

import { followEvents, type Connection, type FollowDeps } from '../../../portal/api/follow-events.ts';
import type { Entry } from '../../../portal/api/types.ts';

const frame = (position: number, type = 'action.recorded') =>
  `id: ${position}\nevent: ${type}\ndata: ${JSON.stringify({ type, data: { message: `${position}` } })}\n\n`;

type Reply = { status?: number; frames?: string[]; breaks?: boolean; hangs?: boolean } | 'unreachable';

/** A server that gives one reply per connection, and a record of what was asked and shown. */
const follow = async (
  replies: Reply[],
  onEntry: (position: number, leave: AbortController) => void = () => {},
) => {
  const asked: (string | undefined)[] = [];
  const pauses: number[] = [];
  const positions: number[] = [];
  const connections: Connection[] = [];
  const leave = new AbortController();
  let silence: (() => void) | undefined;

  const bodyOf = ({ frames = [], breaks, hangs }: Exclude<Reply, string>, signal: AbortSignal) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        signal.addEventListener('abort', () => controller.error(signal.reason));
        for (const text of frames) controller.enqueue(new TextEncoder().encode(text));
        if (hangs) return;
        if (breaks) setImmediate(() => controller.error(new Error('broken')));
        else controller.close();
      },
    });
  const deps: FollowDeps = {
    fetch: async (_, init) => {
      asked.push(new Headers(init.headers).get('last-event-id') ?? undefined);
      const reply = replies.shift();
      if (!reply || reply === 'unreachable') throw new TypeError('fetch failed');
      const { status = 200 } = reply;
      if (reply.hangs) setImmediate(() => silence?.());
      return new Response(status === 200 ? bodyOf(reply, init.signal as AbortSignal) : undefined, { status });
    },
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      if (replies.length === 0) leave.abort();
    },
    watch: (_, onSilence) => {
      silence = onSilence;
      return { touch: () => undefined, stop: () => (silence = undefined) };
    },
  };
  const onEntries = (entries: readonly Entry[]) => {
    for (const { position } of entries) {
      positions.push(position);
      onEntry(position, leave);
    }
  };
  const onConnection = (connection: Connection) => connections.push(connection);
  await followEvents({ path: '/events', signal: leave.signal, onEntries, onConnection }, deps);
  return { asked, pauses, positions, connections };
};

it('reads to the last event', async () => {
  expect(
    await follow([{ frames: [frame(1), frame(2, 'project.completed')] }, { status: 204 }]),
  ).toMatchObject({
    asked: ['0', '2'],
    positions: [1, 2],
    connections: ['connecting', 'live', 'connecting', 'ended'],
  });
});

it('goes on after the last event seen when the connection breaks, and shows none twice', async () => {
  const { asked, positions, connections } = await follow([
    { frames: [frame(1), frame(2)], breaks: true },
    'unreachable',
    { status: 503 },
    { frames: [frame(2), frame(3), frame(4, 'project.failed')] },
    { status: 204 },
  ]);
  expect({ asked, positions, connections }).toEqual({
    asked: ['0', '2', '2', '2', '4'],
    positions: [1, 2, 3, 4],
    connections: ['connecting', 'live', 'lost', 'lost', 'lost', 'live', 'connecting', 'ended'],
  });
});

it('goes on after the end of a run when another follows', async () => {
  const { positions } = await follow([
    { frames: [frame(1, 'project.failed'), frame(2, 'project.restarted')] },
    { frames: [frame(3, 'project.completed')] },
    { status: 204 },
  ]);
  expect(positions).toEqual([1, 2, 3]);
});

it('is not lost when the server ends a stream that has been open for long', async () => {
  const { connections } = await follow([{ frames: [frame(1)] }, { status: 204 }]);
  expect(connections).toEqual(['connecting', 'live', 'connecting', 'ended']);
});

it('waits longer the longer nothing answers, five seconds at most', async () => {
  const { pauses } = await follow([
    'unreachable',
    'unreachable',
    'unreachable',
    'unreachable',
    'unreachable',
    { frames: [frame(1)], breaks: true },
  ]);
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 5_000, 500]);
});

it('connects anew when the server falls silent', async () => {
  const { connections, asked } = await follow([{ frames: [frame(1)], hangs: true }, { status: 204 }]);
  expect({ connections, asked }).toEqual({
    connections: ['connecting', 'live', 'lost', 'ended'],
    asked: ['0', '1'],
  });
});

it('gives up on a project that is not there', async () => {
  expect((await follow([{ status: 404 }])).connections).toEqual(['connecting', 'refused']);
});

it('stops when nobody looks any more', async () => {
  const { asked, positions } = await follow([{ frames: [frame(1)], hangs: true }, {}], (_, leave) =>
    leave.abort(),
  );
  expect({ asked, positions }).toEqual({ asked: ['0'], positions: [1] });
});
