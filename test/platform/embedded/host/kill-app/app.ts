import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, output } from '@azure/functions';
import type { HttpRequest, InvocationContext } from '@azure/functions';
import type { OrchestrationContext, Task } from 'durable-functions';
import * as df from 'durable-functions';

/** An app to be killed: every way an orchestration can wait, every effect a line in a file. */
const note = (file: string, line: string): void =>
  appendFileSync(join(process.env['FACTORY_WORKSPACE'] ?? '.', file), `${line}\n`);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

df.app.activity('step', {
  handler: async (name: string) => {
    note('steps.log', name);
    await pause(4);
    return name.length;
  },
});

const announcements = output.serviceBusQueue({ queueName: 'announcements', connection: 'Bus' });

df.app.activity('announce', {
  extraOutputs: [announcements],
  handler: (name: string, context: InvocationContext) => {
    context.extraOutputs.set(announcements, { name });
    return 1;
  },
});

app.serviceBusQueue('announced', {
  queueName: 'announcements',
  connection: 'Bus',
  handler: async (message: unknown) => {
    await pause(2);
    note('announced.log', (message as { name: string }).name);
  },
});

const after = (context: OrchestrationContext, ms: number) =>
  context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + ms));

const steps = (context: OrchestrationContext, kind: string, count: number): Task[] =>
  Array.from({ length: count }, (_, index) =>
    context.df.callActivity('step', `${context.df.instanceId}/${kind}${index}`),
  );

df.app.orchestration('part', function* (context) {
  let sum = 0;
  for (const step of steps(context, 'part', 3)) sum += (yield step) as number;
  yield after(context, 40);
  return sum;
});

df.app.orchestration('mission', function* (context) {
  let sum = 0;
  for (const step of steps(context, 'chain', 4)) sum += (yield step) as number;
  yield after(context, 80);
  for (const length of (yield context.df.Task.all(steps(context, 'fan', 10))) as number[]) sum += length;
  const go: unknown = yield context.df.waitForExternalEvent('go');
  const { instanceId } = context.df;
  const parts = ['a', 'b', 'c'].map((name) =>
    context.df.callSubOrchestrator('part', null, `${instanceId}:part:${name}`),
  );
  for (const part of (yield context.df.Task.all(parts)) as number[]) sum += part;
  const timeout = after(context, 60);
  yield context.df.Task.any([timeout, context.df.waitForExternalEvent('never')]);
  sum += (yield context.df.callActivity('announce', instanceId)) as number;
  return { go, sum };
});

const client = df.input.durableClient();

app.http('start', {
  route: 'missions/{id}',
  methods: ['POST'],
  extraInputs: [client],
  handler: async (request: HttpRequest, context: InvocationContext) => {
    await df.getClient(context).startNew('mission', { instanceId: request.params['id'] ?? '' });
    return { status: 202 };
  },
});

app.http('go', {
  route: 'missions/{id}/go',
  methods: ['POST'],
  extraInputs: [client],
  handler: async (request: HttpRequest, context: InvocationContext) => {
    await df.getClient(context).raiseEvent(request.params['id'] ?? '', 'go', 'now');
    return { status: 202 };
  },
});

app.http('status', {
  route: 'missions/{id}',
  methods: ['GET'],
  extraInputs: [client],
  handler: async (request: HttpRequest, context: InvocationContext) => {
    const status = await df.getClient(context).getStatus(request.params['id'] ?? '');
    return { jsonBody: { status: status.runtimeStatus, output: status.output } };
  },
});
