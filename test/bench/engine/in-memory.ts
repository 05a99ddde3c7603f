import {
  InMemoryOrchestrationBackend,
  TestOrchestrationClient,
  TestOrchestrationWorker,
  type OrchestrationContext,
} from '@microsoft/durabletask-js';

import type { Contender } from './contender.ts';

const PATIENCE_SECONDS = 600;
const EVENTS_PER_ACTIVITY = 4;

/** Its worker logs every event to the console and takes no other logger; that would be what is measured. */
const silenced = (): (() => void) => {
  const { debug, info, log } = console;
  Object.assign(console, { debug: () => undefined, info: () => undefined, log: () => undefined });
  return () => Object.assign(console, { debug, info, log });
};

/** The in-memory backend of Microsoft's Durable Task SDK: nothing is written, nothing survives. */
export const inMemory: Contender = async () => {
  const backend = new InMemoryOrchestrationBackend(20_000 * EVENTS_PER_ACTIVITY);
  const worker = new TestOrchestrationWorker(backend);
  const client = new TestOrchestrationClient(backend);
  worker.addNamedActivity('next', (_, step: number) => step + 1);
  worker.addNamedOrchestrator(
    'sequence',
    async function* (context: OrchestrationContext, length: number): AsyncGenerator<unknown, number, number> {
      let sum = 0;
      for (let step = 0; step < length; step += 1) sum += yield context.callActivity('next', step);
      return sum;
    },
  );
  const speak = silenced();
  await worker.start();
  return {
    run: async (length) => {
      const id = await client.scheduleNewOrchestration('sequence', length);
      const state = await client.waitForOrchestrationCompletion(id, true, PATIENCE_SECONDS);
      return JSON.parse(state?.serializedOutput ?? 'null') as unknown;
    },
    close: async () => {
      await worker.stop();
      await client.stop();
      speak();
    },
  };
};
