import { rmSync } from 'node:fs';

import { createToyEngine } from '../../platform/embedded/host/durable/toy-engine.ts';
import type { Contender } from './contender.ts';

/** The engine of the embedded host: every turn and every result is committed to SQLite before anything follows from it. */
export const embedded: Contender = async () => {
  const engine = await createToyEngine({
    orchestrators: {
      *sequence(context) {
        const length = context.df.getInput() as number;
        let sum = 0;
        for (let step = 0; step < length; step += 1)
          sum += (yield context.df.callActivity('next', step)) as number;
        return sum;
      },
    },
    activities: { next: (step: number) => step + 1 },
  });
  return {
    run: async (length) => (await engine.run('sequence', length)).output,
    close: async () => {
      await engine.close();
      rmSync(engine.directory, { recursive: true, force: true });
    },
  };
};
