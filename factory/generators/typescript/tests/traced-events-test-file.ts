import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { collectionPath } from '../../../domain/operation.ts';
import { aggregateModels } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { inputFunction } from './input-file.ts';
import { hasReferences, preparedCall, preparedFunction } from './prepared-file.ts';

/** `test/integration/traced-events.test.ts`: the trace of a call goes on in its event. Nothing where creating publishes nothing. */
export const tracedEventsTestFile = (service: Service): GeneratedFile[] => {
  const model = aggregateModels(service).find(({ create }) => create.events.length > 0);
  if (!model) return [];
  const input = hasReferences(model)
    ? `import { ${preparedFunction(model)} } from '../support/prepared-${model.folder}.ts';`
    : `import { ${inputFunction(model)} } from '../support/${model.folder}-input.ts';`;
  const sending = literal(`send ${service.name}-events`);
  return [
    {
      path: 'test/integration/traced-events.test.ts',
      content: paragraphs(
        `import { expect, it } from 'vitest';`,
        block(
          `import { call } from '../support/contract.ts';`,
          `import { eventsIn } from '../support/journal.ts';`,
          `import { startOtlpReceiver, valuesOf } from '../support/otlp-receiver.ts';`,
          `import { runService } from '../support/running-service.ts';`,
          `import { temporaryDirectory } from '../support/temporary-directory.ts';`,
          input,
        ),
        block(
          `it('carries the trace of a call on in what it publishes', async () => {`,
          'const { url: endpoint, spans } = await startOtlpReceiver();',
          'const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };',
          'const { url, stop, directory } = await runService(temporaryDirectory(), variables);',
          `const collection = ${literal(collectionPath(model.aggregate))};`,
          `const { headers, body } = await call(url, 'POST', collection, { body: ${preparedCall(model, 'url')} });`,
          'await stop();',
          `const event = eventsIn(directory).find(({ subject }) => subject === body['id']);`,
          `const [, traceId, spanId] = event?.traceparent?.split('-') ?? [];`,
          `const [, callTraceId, callSpanId] = headers.get('traceparent')?.split('-') ?? [];`,
          'expect(traceId).toBe(callTraceId);',
          'const sent = spans.find((span) => span.spanId === spanId);',
          `expect(sent).toMatchObject({ name: ${sending}, traceId, parentSpanId: callSpanId });`,
          `expect(valuesOf(sent?.attributes)).toMatchObject({ 'messaging.operation.type': 'send', 'messaging.message.id': event?.id });`,
          '});',
        ),
      ),
    },
  ];
};
