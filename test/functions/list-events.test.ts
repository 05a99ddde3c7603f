import { beforeEach, describe, expect, it } from 'vitest';

import { listEvents } from '../../functions/list-events.ts';
import { aContext, call, textOf } from './support/call.ts';
import { anEvent, aProject, fakeDeps, projectId } from './support/fake-ports.ts';

const SSE = { accept: 'text/event-stream' };
const params = { projectId: projectId(1) };

const frame = (position: number, type?: Parameters<typeof anEvent>[1]) => {
  const event = anEvent(position, type);
  return `id: ${position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
};

let fake: ReturnType<typeof fakeDeps>;
const get = (init: Parameters<typeof call>[1] = {}, context = aContext().context) =>
  call(listEvents(fake.deps, fake.wait), { params, ...init }, context);

beforeEach(() => {
  fake = fakeDeps();
  fake.projects.push(aProject(1));
});

describe('GET /api/projects/{projectId}/events as pages', () => {
  it('answers the events after a position', async () => {
    fake.events.push(anEvent(1), anEvent(2), anEvent(3));
    const { jsonBody } = await get({ query: { after: '1', limit: '1' } });
    expect(jsonBody).toEqual({ items: [{ position: 2, event: anEvent(2) }], next: 2 });
  });

  it('waits for the first event when asked to', async () => {
    fake.at(3_000, () => fake.events.push(anEvent(1)));
    const { jsonBody } = await get({ query: { waitSeconds: '25' } });
    expect(jsonBody).toEqual({ items: [{ position: 1, event: anEvent(1) }], next: 1 });
    expect(fake.elapsed()).toBe(3_000);
  });

  it('gives up waiting at the time it was given', async () => {
    const { jsonBody } = await get({ query: { waitSeconds: '2', after: '7' } });
    expect(jsonBody).toEqual({ items: [], next: 7 });
    expect(fake.elapsed()).toBe(2_000);
  });

  it.each([
    ['after', '-1'],
    ['after', 'x'],
    ['limit', '0'],
    ['limit', '501'],
    ['waitSeconds', '26'],
    ['waitSeconds', '1.5'],
  ])('refuses %s=%s', async (parameter, value) => {
    const response = await get({ query: { [parameter]: value } });
    expect(response).toMatchObject({ status: 400, jsonBody: { errors: [{ parameter }] } });
  });

  it('knows no project of another id', async () => {
    const response = await get({ params: { projectId: projectId(2) } });
    expect(response).toMatchObject({ status: 404, jsonBody: { type: 'urn:problem:not-found' } });
  });
});

describe('GET /api/projects/{projectId}/events as a stream', () => {
  it('sends what there is and what comes, and ends with the project', async () => {
    fake.events.push(anEvent(1));
    fake.at(500, () => {
      fake.projects[0] = aProject(1, { status: 'completed' });
      fake.events.push(anEvent(2), anEvent(3, 'project.completed'));
    });
    const response = await get({ headers: SSE });
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
    });
    expect(await textOf(response)).toBe(
      `retry: 500\n\n${frame(1)}${frame(2)}${frame(3, 'project.completed')}`,
    );
  });

  it('resumes after Last-Event-ID and loses nothing', async () => {
    fake.projects[0] = aProject(1, { status: 'failed' });
    fake.events.push(anEvent(1), anEvent(2), anEvent(3, 'project.failed'));
    const response = await get({ headers: { ...SSE, 'last-event-id': '1' } });
    expect(await textOf(response)).toBe(`retry: 500\n\n${frame(2)}${frame(3, 'project.failed')}`);
  });

  it('tells a client that has everything not to come back', async () => {
    fake.projects[0] = aProject(1, { status: 'completed' });
    fake.events.push(anEvent(1), anEvent(2, 'project.completed'));
    expect(await get({ headers: { ...SSE, 'last-event-id': '2' } })).toMatchObject({ status: 204 });
  });

  it('goes on past the end of a run that another run followed, and waits for that one', async () => {
    fake.events.push(anEvent(1, 'project.failed'), anEvent(2, 'project.restarted'));
    fake.at(500, () => {
      fake.projects[0] = aProject(1, { status: 'completed' });
      fake.events.push(anEvent(3, 'project.completed'));
    });
    const expected = `${frame(2, 'project.restarted')}${frame(3, 'project.completed')}`;
    expect(await textOf(await get({ headers: { ...SSE, 'last-event-id': '1' } }))).toBe(
      `retry: 500\n\n${expected}`,
    );
    expect(await textOf(await get({ headers: SSE }))).toBe(
      `retry: 500\n\n${frame(1, 'project.failed')}${expected}`,
    );
  });

  it('keeps a quiet connection alive and ends it before the platform would', async () => {
    const text = await textOf(await get({ headers: SSE }));
    expect(text).toBe(`retry: 500\n\n${': heartbeat\n\n'.repeat(13)}`);
    expect(fake.elapsed()).toBe(200_000);
  });

  it('stops reading the journal when the client goes away', async () => {
    const response = await get({ headers: SSE });
    const reader = (response.body as ReadableStream).getReader();
    await reader.read();
    await reader.cancel();
    await new Promise(setImmediate);
    const stopped = fake.elapsed();
    await new Promise(setImmediate);
    expect(fake.elapsed()).toBe(stopped);
    expect(stopped).toBeLessThan(200_000);
  });

  it('logs a journal that fails and ends the stream, so that the client resumes', async () => {
    fake.events.push(anEvent(1));
    fake.at(100, () => {
      fake.deps.ports.journal.read = () => Promise.reject(new Error('disk is gone'));
    });
    const { context, logged } = aContext();
    expect(await textOf(await get({ headers: SSE }, context))).toBe(`retry: 500\n\n${frame(1)}`);
    expect(logged).toEqual(['error: Event stream failed, correlation id i-1: Error: disk is gone']);
  });

  it.each(['x', '-1', '1.5'])('refuses Last-Event-ID %s', async (id) => {
    const response = await get({ headers: { ...SSE, 'last-event-id': id } });
    expect(response).toMatchObject({ status: 400, jsonBody: { errors: [{ parameter: 'Last-Event-ID' }] } });
  });
});
