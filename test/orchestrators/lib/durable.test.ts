import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { expect, it, vi } from 'vitest';

import { raiseEvent } from '../../../orchestrators/lib/durable.ts';

const context = {} as InvocationContext;

/** A client that knows one instance, and cannot reach it. */
const unreachable = (known: string) =>
  vi.spyOn(df, 'getClient').mockReturnValue({
    raiseEvent: async () => Promise.reject(new Error('No answer.')),
    getStatus: async (id: string) =>
      id === known ? { runtimeStatus: 'Running' } : Promise.reject(new Error('404')),
  } as unknown as df.DurableClient);

it('passes over an instance that is not there, and over no other failure', async () => {
  unreachable('p-1:review:a');
  await expect(raiseEvent(context, 'p-1:review:b', 'wake')).resolves.toBeUndefined();
  await expect(raiseEvent(context, 'p-1:review:a', 'wake')).rejects.toThrow('No answer.');
});
