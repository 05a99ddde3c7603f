import { output } from '@azure/functions';

import { MAX_KEPT, type RejectedMessage } from '../../factory/domain/rejected-message.ts';
import { redactSecrets } from '../../factory/domain/secrets.ts';
import { MAX_JSON_DEPTH, pruned } from '../json-depth.ts';

/** App setting of the Service Bus namespace (`ServiceBus__fullyQualifiedNamespace` with a managed identity). */
export const SERVICE_BUS = 'ServiceBus';

/** Where a message goes that can never work. */
export const rejectedQueue = output.serviceBusQueue({
  connection: SERVICE_BUS,
  queueName: 'factory-rejected',
});

/** A message that can never work, as it came but for credentials: nobody needs those to repair it. */
export const rejectedMessage = (
  from: string,
  reason: string,
  message: unknown,
  tenant?: string,
): RejectedMessage => ({
  from,
  ...(tenant === undefined ? {} : { tenant }),
  reason: redactSecrets(reason).slice(0, 2_000),
  message: redactSecrets(
    typeof message === 'string' ? message : (JSON.stringify(pruned(message, MAX_JSON_DEPTH)) ?? ''),
  ).slice(0, MAX_KEPT),
});
