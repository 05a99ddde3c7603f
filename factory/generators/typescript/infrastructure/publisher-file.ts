import type { GeneratedFile } from '../../../domain/artifact.ts';

/** `src/infrastructure/messaging/publisher.ts`: where events go. */
export const publisherFile: GeneratedFile = {
  path: 'src/infrastructure/messaging/publisher.ts',
  content: `import { join } from 'node:path';

import { JournalPublisher } from '#connectsoft/journal-publisher';
import type { EventPublisher } from '#connectsoft/outbox';

import type { Configuration } from '../configuration.ts';

/** Service Bus where it is configured, else a journal on disk. The SDK is loaded only when it is needed. */
export const openPublisher = async (configuration: Configuration): Promise<EventPublisher> => {
  const { serviceBus, dataDirectory, azureClientId } = configuration;
  if (!serviceBus) return new JournalPublisher(join(dataDirectory, 'journal.db'));
  const { openServiceBus } = await import('#connectsoft/service-bus-publisher');
  return openServiceBus(serviceBus.place, serviceBus.topic, azureClientId);
};
`,
};
