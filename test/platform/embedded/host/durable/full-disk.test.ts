import { expect, it } from 'vitest';
import { FullDisk } from '../../../../../platform/embedded/full-disk.ts';
import type { Space } from '../../../../../platform/embedded/host/durable/space.ts';
import { createToyEngine, settle, temporaryDirectory } from './toy-engine.ts';
import type { Functions } from './toy-engine.ts';

const functions = (write: () => unknown): Functions => ({
  orchestrators: {
    *main({ df }) {
      const first: unknown = yield df.callActivity('write');
      return first;
    },
  },
  activities: { write },
});

const full = new FullDisk('/w');
const spaces: [string, Space, () => unknown, number][] = [
  [
    'is full before it is begun',
    { problem: () => full, problemOf: () => undefined },
    () => ({ ok: true }),
    0,
  ],
  [
    'made it answer a failure',
    { problem: () => undefined, problemOf: (words) => (words.startsWith('{"ok":false') ? full : undefined) },
    () => ({ ok: false, failure: { kind: 'transient', message: 'ENOSPC' } }),
    1,
  ],
  [
    'made it throw',
    { problem: () => undefined, problemOf: (_, hasFailed) => (hasFailed ? full : undefined) },
    () => {
      throw new Error('ENOSPC');
    },
    1,
  ],
];

it.each(spaces)('an activity whose disk %s has no result and runs again', async (_, space, work, runs) => {
  const directory = temporaryDirectory();
  const fatal: unknown[] = [];
  let begun = 0;
  const write = () => {
    begun += 1;
    return work();
  };
  const stopped = await createToyEngine(functions(write), {
    directory,
    space,
    onFatal: (error) => fatal.push(error),
  });
  stopped.start({ name: 'main', instanceId: 'a' });
  await settle();
  expect([fatal, begun]).toEqual([[full], runs]);
  expect(stopped.eventTypes('a')).not.toContain('TaskCompleted');
  expect(stopped.eventTypes('a')).not.toContain('TaskFailed');
  await stopped.close();

  const resumed = await createToyEngine(
    functions(() => 'written'),
    { directory },
  );
  expect(await resumed.outcome('a')).toEqual({ status: 'Completed', output: 'written' });
  await resumed.close();
});
