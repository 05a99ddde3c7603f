import { app, input, output, trigger } from '@azure/functions';
import { expect, it } from 'vitest';
import { createAppInvoker } from '../../../../platform/embedded/host/app/app-invoker.ts';
import { createFunctionApp } from '../../../../platform/embedded/host/app/function-app.ts';

const log = { write: () => undefined, close: () => undefined };
const load = async (register: () => void): Promise<unknown> => {
  const loaded = await createFunctionApp('the test', async () => register());
  return createAppInvoker(loaded, log, { isUsedBy: () => false, send: async () => undefined }, () => '');
};
const handler = (): undefined => undefined;

it('refuses an app it could not serve, and says why', async () => {
  await expect(load(() => undefined)).rejects.toThrow('the test registers no function');
  await expect(
    load(() => {
      app.timer('same', { schedule: '0 * * * * *', handler });
      app.timer('same', { schedule: '0 * * * * *', handler });
    }),
  ).rejects.toThrow("Function 'same' is registered twice: names are unique in an app.");
  await expect(
    load(() => app.storageQueue('q', { queueName: 'x', connection: 'c', handler })),
  ).rejects.toThrow(
    "Function 'q' has the trigger binding 'queueTrigger', which the embedded host does not support",
  );
  await expect(
    load(() =>
      app.generic('i', {
        trigger: trigger.timer({ schedule: '0 * * * * *' }),
        extraInputs: [input.storageBlob({ path: 'x', connection: 'c' })],
        handler,
      }),
    ),
  ).rejects.toThrow("Function 'i' has the in binding 'blob'");
  await expect(
    load(() =>
      app.timer('o', {
        schedule: '0 * * * * *',
        return: output.storageQueue({ queueName: 'x', connection: 'c' }),
        handler,
      }),
    ),
  ).rejects.toThrow("Function 'o' has the out binding 'queue'");
  expect(() => app.timer('late', { schedule: '0 * * * * *', handler })).toThrow(
    "Function 'late' was registered after the app's start: register while the app's modules load.",
  );
});
