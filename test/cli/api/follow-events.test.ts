import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from 'vitest';

import { factoryApi } from '../../../cli/api/factory-api.ts';
import { followEvents } from '../../../cli/api/follow-events.ts';
import { serverSentEvents } from '../../../cli/api/sse.ts';
import { HostLost } from '../../../cli/cli-error.ts';
import { anEvent, PROJECT } from '../support/scenario.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const serve = async (answer: (after: number, response: ServerResponse) => void) => {
  server = createServer((request, response) => answer(Number(request.headers['last-event-id']), response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return factoryApi(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
};

const frame = (position: number, type: 'stage.started' | 'project.completed' = 'stage.started') =>
  `id: ${position}\nevent: ${type}\ndata: ${JSON.stringify(anEvent(position, type, { message: 'x' }))}\n\n`;

const positions = async (api: ReturnType<typeof factoryApi>, signal = new AbortController().signal) => {
  const seen: number[] = [];
  for await (const { position } of followEvents(api, PROJECT, signal, 1)) seen.push(position);
  return seen;
};

describe('followEvents', () => {
  it('takes as many connections as it needs, and no event twice', async () => {
    const asked: number[] = [];
    const api = await serve((after, response) => {
      asked.push(after);
      if (asked.length === 2) return response.destroy();
      if (asked.length === 3) return response.writeHead(503).end();
      if (asked.length === 5) return response.writeHead(204).end();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return response.end(asked.length === 1 ? frame(1) + frame(2) : frame(3, 'project.completed'));
    });
    expect(await positions(api)).toEqual([1, 2, 3]);
    expect(asked).toEqual([0, 2, 2, 2, 3]);
  });

  it('goes on after the end of a run when another follows', async () => {
    const api = await serve((after, response) => {
      if (after === 3) return response.writeHead(204).end();
      return response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(after === 0 ? frame(1, 'project.completed') : frame(2) + frame(3, 'project.completed'));
    });
    expect(await positions(api)).toEqual([1, 2, 3]);
  });

  it('ends where the server says that nothing follows', async () => {
    const api = await serve((_, response) => response.writeHead(204).end());
    expect(await positions(api)).toEqual([]);
  });

  it('gives up on a host that does not come back', async () => {
    let asked = 0;
    const api = await serve((_, response) => {
      asked += 1;
      response.destroy();
    });
    await expect(positions(api)).rejects.toThrow(HostLost);
    expect(asked).toBe(11);
  });

  it('stops when it is told to, with the reason', async () => {
    const stop = new AbortController();
    const api = await serve((_, response) => {
      response.writeHead(200).write(frame(1));
      setImmediate(() => stop.abort(new Error('enough')));
    });
    await expect(positions(api, stop.signal)).rejects.toThrow('enough');
  });
});

describe('serverSentEvents', () => {
  it('reads events in whatever pieces they come, and no comments', async () => {
    const text = 'retry: 500\n\n: heartbeat\n\nid: 7\nevent: a\ndata: {"x": ":"}\n\ndata:bare\n\ndata: cut';
    const read = async (pieces: string[]) => {
      const events = [];
      for await (const event of serverSentEvents(ReadableStream.from(pieces))) events.push(event);
      return events;
    };
    const expected = [
      { id: '7', event: 'a', data: '{"x": ":"}' },
      { id: '', event: 'message', data: 'bare' },
    ];
    expect(await read([text])).toEqual(expected);
    expect(await read([...text])).toEqual(expected);
  });
});
