import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { subscriptionsOf } from '../../../domain/solution.ts';
import { literal } from '../source-text.ts';

/** `src/infrastructure/messaging/subscriptions.ts`: how events of other services arrive. Nothing where there are none. */
export const subscriptionsFile = (service: Service): GeneratedFile[] => {
  const topics = subscriptionsOf(service).map(({ topic }) => topic);
  if (topics.length === 0) return [];
  return [
    {
      path: 'src/infrastructure/messaging/subscriptions.ts',
      content: `import type { SubscriberOptions } from '#connectsoft/service-bus-subscriber';

import type { Configuration } from '../configuration.ts';

/** The topics of the services whose events this one reacts to. */
const topics = ${literal(topics)};

/** Receives from Service Bus where it is configured. The SDK is loaded only when it is needed. */
export const openSubscriptions = async (
  { serviceBus, azureClientId }: Configuration,
  options: SubscriberOptions,
): Promise<{ stop: () => Promise<void> }> => {
  if (!serviceBus) return { stop: async () => undefined };
  const { subscribeToTopics } = await import('#connectsoft/service-bus-subscriber');
  const place = { topics, subscription: ${literal(service.name)}, clientId: azureClientId };
  return subscribeToTopics(serviceBus.place, place, options);
};
`,
    },
  ];
};
