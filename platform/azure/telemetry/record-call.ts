import { context, type Attributes, type AttributeValue } from '@opentelemetry/api';

import { record } from './metrics.ts';
import { attributesOf, scopeOf } from './work-scope.ts';

const text = (value: AttributeValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const recordModel = (attributes: Attributes, seconds: number, failure: string | undefined): void => {
  const by = {
    'gen_ai.operation.name': text(attributes['gen_ai.operation.name']),
    'gen_ai.provider.name': text(attributes['gen_ai.provider.name']),
    'gen_ai.request.model': text(attributes['gen_ai.request.model']),
  };
  record('modelDuration', seconds, { ...by, 'error.type': failure });
  const tenant = text(attributesOf(scopeOf(context.active()) ?? {})['factory.tenant']);
  for (const type of ['input', 'output']) {
    const tokens = attributes[`gen_ai.usage.${type}_tokens`];
    if (typeof tokens === 'number')
      record('tokens', tokens, { ...by, 'gen_ai.token.type': type, 'factory.tenant': tenant });
  }
  const cost = attributes['factory.model.cost_usd'];
  if (typeof cost === 'number') record('cost', cost, { ...by, 'factory.tenant': tenant });
};

/** The metrics of a call, by what its span says of it: tokens, cost and duration of a model, request units of Cosmos DB. */
export const recordCall = (attributes: Attributes, seconds: number, failure: string | undefined): void => {
  if (attributes['gen_ai.operation.name'] !== undefined) recordModel(attributes, seconds, failure);
  const charge = attributes['azure.cosmosdb.operation.request_charge'];
  if (typeof charge === 'number')
    record('requestUnits', charge, {
      'db.collection.name': text(attributes['db.collection.name']),
      'db.operation.name': text(attributes['db.operation.name']),
    });
};
