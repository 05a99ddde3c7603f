import { InvocationContext } from '@azure/functions';
import { expect, it } from 'vitest';

import { wakeStopped } from '../../functions/wake-stopped.ts';
import { anEvent, projectId } from './support/fake-ports.ts';

it('wakes what waits when a project is to end, and for nothing else', async () => {
  const woken: string[] = [];
  const handler = wakeStopped((tenant) => async (_, id) => {
    woken.push(`${tenant} ${id}`);
  });
  const context = new InvocationContext({ functionName: 'wakeStopped' });

  await handler(anEvent(1), context);
  await handler({ nothing: 'of ours' }, context);
  expect(woken).toEqual([]);
  await handler({ ...anEvent(2, 'project.stopping'), data: { message: 'cancelled' } }, context);
  expect(woken).toEqual([`local ${projectId(1)}`]);
});
