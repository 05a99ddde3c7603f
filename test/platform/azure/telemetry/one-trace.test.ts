import { HttpRequest, InvocationContext, PreInvocationContext } from '@azure/functions';
import { context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Project } from '../../../../factory/domain/project.ts';
import { traceIdOf } from '../../../../factory/domain/transition-event.ts';
import { emitLog } from '../../../../platform/azure/telemetry/emit-log.ts';
import { registerTelemetryHooks } from '../../../../platform/azure/telemetry/invocation-hooks.ts';
import { modelSpan } from '../../../../platform/azure/telemetry/model-span.ts';
import { nameProject } from '../../../../platform/azure/telemetry/name-project.ts';
import { observePorts } from '../../../../platform/azure/telemetry/observe-ports.ts';
import { clientSpan } from '../../../../platform/azure/telemetry/span.ts';
import { startTelemetry, type Telemetry } from '../../../../platform/azure/telemetry/start-telemetry.ts';
import { PortError } from '../../../../platform/port-error.ts';
import type { Ports } from '../../../../platform/ports.ts';
import { trust } from '../../../loopback/tls/trust.ts';
import { startIngestionServer, type IngestionServer } from '../../../loopback/ingestion/ingestion-server.ts';

const PROJECT = 'p-contoso-019c1363-49c0-7000-8000-0123456789ab';
const CALLER = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const CANARY = `ghp_${'aB3dE6gH9j'.repeat(4).slice(0, 36)}`;

let ingestion: IngestionServer;
let telemetry: Telemetry;
/** Runs a function as the host does: hooks first. */
let run: (
  trigger: { type: string; [field: string]: unknown },
  input: unknown,
  handler: () => Promise<unknown>,
  more?: { traceParent?: string; triggerMetadata?: Record<string, unknown> },
) => Promise<unknown>;

beforeAll(async () => {
  process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = 'true';
  ingestion = await startIngestionServer();
  trust(ingestion.certificate);
  telemetry = await startTelemetry({ connectionString: ingestion.connectionString, version: '9.9.9' });
  let before: ((invocation: PreInvocationContext) => void | Promise<void>) | undefined;
  const none = () => ({ dispose: () => undefined }) as never;
  const hook = { preInvocation: (given: typeof before) => ((before = given), none()), log: none };
  registerTelemetryHooks({ setup: none, hook: hook as never });
  run = async (trigger, input, handler, { traceParent, triggerMetadata = {} } = {}) => {
    const invocationContext = new InvocationContext({
      functionName: 'tested',
      invocationId: 'i-1',
      triggerMetadata: triggerMetadata as never,
      traceContext: traceParent === undefined ? {} : { traceParent },
      options: { trigger: { name: 'in', ...trigger }, extraInputs: [], extraOutputs: [] } as never,
    });
    const invocation = new PreInvocationContext({
      inputs: [input],
      invocationContext,
      functionCallback: handler,
    });
    await before!(invocation);
    // The SDK has a hook too, later and so further outside: it puts the host's context around the handler.
    const { functionHandler } = invocation;
    const ofHost = propagation.extract(ROOT_CONTEXT, { traceparent: traceParent });
    invocation.functionHandler = (...given) => context.with(ofHost, () => functionHandler(...given));
    return invocation.functionHandler(input, invocationContext);
  };
});

afterAll(async () => {
  await telemetry.stop();
  await ingestion.close();
});

const traceparent = (): string => {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent']!;
};

describe('a project', () => {
  beforeAll(async () => {
    let started = '';
    await run(
      { type: 'httpTrigger', route: 'api/projects' },
      new HttpRequest({
        method: 'POST',
        url: `http://localhost/api/projects?code=${CANARY}`,
        body: { string: '{}' },
      }),
      async () => {
        nameProject({ projectId: PROJECT, correlationId: 'c-7' });
        await clientSpan(
          'create projects',
          {
            'db.system.name': 'azure.cosmosdb',
            'db.collection.name': 'projects',
            'db.operation.name': 'create',
          },
          async (span) => void span.setAttribute('azure.cosmosdb.operation.request_charge', 7.5),
        );
        // What the Durable client sends when it starts an orchestration.
        started = traceparent();
        emitLog('information', `accepted with ${CANARY}`, 'createProject');
        return { status: 202 };
      },
      { traceParent: CALLER },
    );
    await run(
      { type: 'orchestrationTrigger' },
      { instanceId: `${PROJECT}:run:2`, history: [], input: { correlationId: 'c-7' } },
      async () => 'turn',
      { traceParent: started },
    );
    await run(
      { type: 'activityTrigger' },
      { projectId: PROJECT, correlationId: 'c-7', attempt: 1, stage: 'vision' },
      async () => {
        await modelSpan(
          { operation: 'chat', provider: 'azure.ai.openai', model: 'gpt-5', agent: 'vision' },
          async (note) => {
            note({ inputTokens: 1_200, outputTokens: 300, costUsd: 0.05, finishReasons: ['stop'] });
            const span = trace.getActiveSpan();
            span?.setAttribute('gen_ai.input.messages', `say ${CANARY}`);
            span?.setAttribute('factory.note', `key ${CANARY} in it`);
            span?.addEvent('said', { text: CANARY });
          },
        );
        await clientSpan('POST Azure DevOps', { 'peer.service': 'Azure DevOps' }, async () => undefined);
        return { ok: true };
      },
      { traceParent: started },
    );
    await run(
      { type: 'serviceBusTrigger', topicName: 'factory-events' },
      { type: 'stage.started', projectid: PROJECT, correlationid: 'c-7', data: { stage: 'vision' } },
      async () => undefined,
      { triggerMetadata: { messageId: 'm-1', enqueuedTimeUtc: new Date(Date.now() - 5_000).toISOString() } },
    );
    await telemetry.flush();
  });

  const named = (name: string) => {
    const found = ingestion.spans().filter((span) => span.name === name);
    expect(found, name).toHaveLength(1);
    return found[0]!;
  };

  it('is one trace, from the request to the last call', () => {
    expect(ingestion.refused).toEqual([]);
    expect(new Set(ingestion.spans().map(({ traceId }) => traceId))).toEqual(new Set([traceIdOf(PROJECT)]));
    const request = named('POST /api/projects');
    expect(
      Object.fromEntries(
        ['create projects', 'orchestration tested', 'activity tested'].map((name) => [
          name,
          named(name).parentId,
        ]),
      ),
    ).toEqual({
      'create projects': request.id,
      'orchestration tested': request.id,
      'activity tested': request.id,
    });
    const activity = named('activity tested');
    expect([named('chat gpt-5').parentId, named('POST Azure DevOps').parentId]).toEqual([
      activity.id,
      activity.id,
    ]);
    expect(named('process factory-events').parentId).toBe(request.parentId);
  });

  it('is named on every span and log record', () => {
    const scope = {
      'factory.project.id': PROJECT,
      'factory.tenant': 'contoso',
      'factory.correlation.id': 'c-7',
    };
    for (const { name, properties } of ingestion.spans()) expect(properties, name).toMatchObject(scope);
    expect(named('chat gpt-5').properties).toMatchObject({
      'factory.stage': 'vision',
      'factory.version': '9.9.9',
    });
    const [line] = ingestion.logs().filter(({ message }) => message.startsWith('accepted'));
    expect(line).toMatchObject({
      message: 'accepted with [a GitHub token, left out]',
      traceId: traceIdOf(PROJECT),
      parentId: named('POST /api/projects').id,
      properties: { ...scope, 'faas.name': 'createProject' },
    });
  });

  it('says what the model used, and nothing of what was said', () => {
    const { properties } = named('chat gpt-5');
    expect(properties).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.usage.input_tokens': '1200',
      'gen_ai.usage.output_tokens': '300',
    });
    expect(Object.keys(properties)).not.toContain('gen_ai.input.messages');
    expect(ingestion.text()).toContain('factory.note');
    expect(ingestion.text()).not.toContain(CANARY);
    expect(ingestion.text()).not.toContain('?code=');
  });

  it('is measured', () => {
    const sums = ingestion.metrics().map(({ name, value, properties }) => ({ name, value, properties }));
    expect(sums).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'azure.cosmosdb.client.operation.request_charge',
          value: 7.5,
          properties: { 'db.collection.name': 'projects', 'db.operation.name': 'create' },
        }),
        expect.objectContaining({
          name: 'gen_ai.client.token.usage',
          value: 1_200,
          properties: expect.objectContaining({ 'gen_ai.token.type': 'input', 'factory.tenant': 'contoso' }),
        }),
        expect.objectContaining({ name: 'factory.model.cost', value: 0.05 }),
        expect.objectContaining({
          name: 'factory.queue.age',
          value: expect.closeTo(5, 0),
          properties: expect.objectContaining({ 'messaging.destination.name': 'factory-events' }),
        }),
      ]),
    );
  });
});

describe('a request', () => {
  const spans = async (
    work: () => Promise<unknown>,
    { method = 'POST', params = {} }: { method?: 'GET' | 'POST'; params?: Record<string, string> } = {},
  ) => {
    const before = ingestion.spans().length;
    const request = new HttpRequest({ method, url: 'http://localhost/api/any', params });
    await run({ type: 'httpTrigger', route: 'api/any' }, request, work, { traceParent: CALLER }).catch(
      () => undefined,
    );
    await telemetry.flush();
    return ingestion.spans().slice(before);
  };
  const callerTrace = CALLER.split('-')[1];

  it('for no project is in the trace of who called, and known by its invocation', async () => {
    expect(await spans(async () => ({ status: 404 }))).toMatchObject([
      {
        name: 'POST /api/any',
        traceId: callerTrace,
        parentId: CALLER.split('-')[2],
        success: false,
        properties: { 'factory.correlation.id': 'i-1' },
      },
    ]);
  });

  it('for a project is in its trace, linked to who called', async () => {
    const [span] = await spans(async () => ({ status: 200 }), { params: { projectId: PROJECT } });
    expect(span).toMatchObject({ traceId: traceIdOf(PROJECT), success: true });
    expect(span?.properties['_MS.links']).toContain(callerTrace);
  });

  it('that looks at a project is in the trace of who called, linked to the project', async () => {
    const params = { projectId: PROJECT };
    const [span] = await spans(async () => ({ status: 200 }), { method: 'GET', params });
    expect(span).toMatchObject({ traceId: callerTrace, properties: { 'factory.project.id': PROJECT } });
    expect(span?.properties['_MS.links']).toContain(traceIdOf(PROJECT));
  });

  it('that was sent before is linked to the project that it made then', async () => {
    const made = PROJECT.replace(/b$/, 'c');
    const stored = async () => ({ project: { id: made }, created: false, etag: '1' });
    const projects = { create: () => clientSpan('create projects', {}, stored) };
    const ports = observePorts({ projects, publisher: {} } as unknown as Ports);
    const arrived = await spans(() =>
      ports.projects.create({ id: PROJECT, correlationId: 'c-8' } as Project),
    );
    const span = arrived.find(({ type }) => type === 'request');
    expect(span?.traceId).toBe(traceIdOf(PROJECT));
    expect(span?.properties['_MS.links']).toContain(traceIdOf(made));
    expect(span?.properties['factory.project.id']).toBe(made);
  });

  it('that fails says of which kind the failure is, not what it says', async () => {
    const [span] = await spans(async () => {
      throw new PortError('transient', `a service said ${CANARY} and more`);
    });
    expect(span).toMatchObject({ success: false, properties: { 'factory.failure': 'transient' } });
    expect(JSON.stringify(span)).not.toContain('and more');
  });
});
