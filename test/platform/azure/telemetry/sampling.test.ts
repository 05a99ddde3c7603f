import { afterAll, beforeAll, expect, it } from 'vitest';

import { modelSpan } from '../../../../platform/azure/telemetry/model-span.ts';
import { startTelemetry, type Telemetry } from '../../../../platform/azure/telemetry/start-telemetry.ts';
import { PortError } from '../../../../platform/port-error.ts';
import { startIngestionServer, type IngestionServer } from '../../../loopback/ingestion/ingestion-server.ts';
import { trust } from '../../../loopback/tls/trust.ts';

let ingestion: IngestionServer;
let telemetry: Telemetry;

beforeAll(async () => {
  process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = 'true';
  ingestion = await startIngestionServer();
  trust(ingestion.certificate);
  telemetry = await startTelemetry({
    connectionString: ingestion.connectionString,
    version: '0',
    samplingRatio: 0,
  });
});

afterAll(async () => {
  await telemetry.stop();
  await ingestion.close();
});

it('counts what is not traced too, an answer of no use included', async () => {
  const call = { operation: 'chat', provider: 'openai', model: 'gpt-5' } as const;
  await modelSpan(call, async (note) => note({ inputTokens: 100, outputTokens: 20, costUsd: 0.5 }));
  const refused = modelSpan(call, async (note) => {
    note({ inputTokens: 50, costUsd: 0.25 });
    throw new PortError('code-generation', 'of no use');
  });
  await expect(refused).rejects.toThrow('of no use');
  await telemetry.flush();
  expect(ingestion.spans()).toEqual([]);
  const values = (name: string, key: string) =>
    ingestion
      .metrics()
      .filter((each) => each.name === name)
      .map(({ value, count, properties }) => ({ value, count, by: properties[key] }));
  expect(values('gen_ai.client.token.usage', 'gen_ai.token.type')).toEqual([
    { value: 150, count: 2, by: 'input' },
    { value: 20, count: 1, by: 'output' },
  ]);
  expect(values('factory.model.cost', 'gen_ai.request.model')).toEqual([
    { value: 0.75, count: 1, by: 'gpt-5' },
  ]);
  expect(values('gen_ai.client.operation.duration', 'error.type').map(({ by }) => by)).toEqual([
    undefined,
    'code-generation',
  ]);
});
