import { output } from '@azure/functions';

import { redactSecrets } from '../../factory/domain/secrets.ts';

/** App setting of the Service Bus namespace (`ServiceBus__fullyQualifiedNamespace` with a managed identity). */
export const SERVICE_BUS = 'ServiceBus';

/** Characters of a rejected message that are kept: a message has 256 KiB at most, its reason included. */
const MAX_KEPT = 32_000;

/** Where a message goes that can never work. */
export const rejectedQueue = output.serviceBusQueue({
  connection: SERVICE_BUS,
  queueName: 'factory-rejected',
});

export type RejectedMessage = { from: string; reason: string; message: string };

/** A message that can never work, as it came but for credentials: nobody needs those to repair it. */
export const rejectedMessage = (from: string, reason: string, message: unknown): RejectedMessage => ({
  from,
  reason: redactSecrets(reason).slice(0, 2_000),
  message: redactSecrets(typeof message === 'string' ? message : (JSON.stringify(message) ?? '')).slice(
    0,
    MAX_KEPT,
  ),
});
