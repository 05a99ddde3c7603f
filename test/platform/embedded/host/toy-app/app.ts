import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, output } from '@azure/functions';
import type { HttpRequest, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';

/** A Functions app for the host's tests: every effect is a line in a file of the workspace. */
app.setup({ enableHttpStream: true });

const note = (line: string): void =>
  appendFileSync(join(process.env['FACTORY_WORKSPACE'] ?? '.', 'effects.log'), `${line}\n`);

app.hook.appStart(() => note('appStart'));
app.hook.appTerminate(async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  note('appTerminate');
});

df.app.activity('work', {
  handler: (name: string) => {
    note(`work ${name}`);
    return `${name} done`;
  },
});

df.app.orchestration('chain', function* (context) {
  const names = context.df.getInput() as string[];
  const results: string[] = [];
  for (const name of names) results.push((yield context.df.callActivity('work', name)) as string);
  return results;
});

df.app.orchestration('parallel', function* (context) {
  const names = context.df.getInput() as string[];
  return (yield context.df.Task.all(names.map((name) => context.df.callActivity('work', name)))) as string[];
});

df.app.orchestration('approval', function* (context) {
  const decision: unknown = yield context.df.waitForExternalEvent('decision');
  return { decision };
});

df.app.orchestration('family', function* (context) {
  const names = context.df.getInput() as string[];
  return (yield context.df.Task.all(
    names.map((name) =>
      context.df.callSubOrchestrator(
        'chain',
        [`${name}-1`, `${name}-2`],
        `${context.df.instanceId}:svc:${name}`,
      ),
    ),
  )) as string[][];
});

const client = df.input.durableClient();

app.http('start', {
  route: 'start/{orchestrator}/{id?}',
  methods: ['POST'],
  extraInputs: [client],
  handler: async (request: HttpRequest, context: InvocationContext) => {
    const { orchestrator = '', id } = request.params;
    const input: unknown = await request.json();
    const instanceId = await df
      .getClient(context)
      .startNew(orchestrator, { input, ...(id === undefined ? {} : { instanceId: id }) });
    return { status: 202, jsonBody: { instanceId } };
  },
});

app.http('status', {
  route: 'status/{id}',
  methods: ['GET'],
  extraInputs: [client],
  handler: async (request: HttpRequest, context: InvocationContext) => ({
    jsonBody: await df.getClient(context).getStatus(request.params['id'] ?? '', { showInput: true }),
  }),
});

app.http('raise', {
  route: 'raise/{id}/{event}',
  methods: ['POST'],
  extraInputs: [client],
  handler: async (request: HttpRequest, context: InvocationContext) => {
    await df
      .getClient(context)
      .raiseEvent(request.params['id'] ?? '', request.params['event'] ?? '', await request.json());
    return { status: 202 };
  },
});

app.http('echo', {
  route: 'echo/{*path}',
  methods: ['GET', 'POST'],
  authLevel: 'function',
  handler: async (request) => ({
    jsonBody: {
      method: request.method,
      path: request.params['path'] ?? null,
      query: request.query.get('q'),
      header: request.headers.get('x-test'),
      body: request.method === 'POST' ? await request.text() : null,
    },
    headers: { 'x-answer': 'yes' },
    cookies: [{ name: 'seen', value: 'once', httpOnly: true }],
  }),
});

app.http('ticks', {
  route: 'ticks',
  handler: () => {
    let timer: NodeJS.Timeout;
    let count = 0;
    const body = new ReadableStream<string>({
      start(controller) {
        timer = setInterval(() => controller.enqueue(`data: ${(count += 1)}\n\n`), 10);
      },
      cancel() {
        clearInterval(timer);
        note('ticks cancelled');
      },
    });
    return {
      headers: { 'content-type': 'text/event-stream' },
      body: body.pipeThrough(new TextEncoderStream()),
    };
  },
});

app.http('nothing', { route: 'nothing', handler: () => undefined as never });
app.http('broken', {
  route: 'broken',
  handler: () => {
    throw new Error('the secret is 42');
  },
});

const jobs = output.serviceBusQueue({ queueName: 'jobs', connection: 'Bus' });

app.http('enqueue', {
  route: 'enqueue',
  methods: ['POST'],
  extraOutputs: [jobs],
  handler: async (request: HttpRequest, context: InvocationContext) => {
    context.extraOutputs.set(jobs, await request.json());
    return { status: 202 };
  },
});

app.serviceBusQueue('job', {
  queueName: 'jobs',
  connection: 'Bus',
  handler: (message: unknown, context: InvocationContext) => {
    const { deliveryCount } = context.triggerMetadata ?? {};
    note(`job ${JSON.stringify(message)} delivery ${String(deliveryCount)}`);
    if (typeof message === 'object' && message !== null && 'poison' in message) throw new Error('poisoned');
  },
});

app.serviceBusTopic('event', {
  topicName: 'factory-events',
  subscriptionName: 'journal',
  connection: 'Bus',
  handler: (message: unknown) => note(`event ${JSON.stringify(message)}`),
});

app.timer('sweep', {
  schedule: '0 0 3 * * *',
  runOnStartup: true,
  handler: (timer) => note(`sweep ${timer.isPastDue}`),
});
