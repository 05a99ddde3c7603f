import type { Span } from '@opentelemetry/api';

import { record } from './metrics.ts';

/** What an operation of Cosmos DB cost: on its span and as a metric. */
export const recordRequestUnits = (
  span: Span,
  { container, operation, charge }: { container: string; operation: string; charge: number },
): void => {
  span.setAttribute('azure.cosmosdb.operation.request_charge', charge);
  record('requestUnits', charge, { 'db.collection.name': container, 'db.operation.name': operation });
};
