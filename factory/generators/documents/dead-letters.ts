import type { Service } from '../../domain/blueprint.ts';
import { subscriptionsOf } from '../../domain/solution.ts';
import { code, codeBlock, table } from './markdown-blocks.ts';

/** Entries of the runbook for events that could not be applied. None where a service listens to no other. */
export const deadLetterBlocks = (service: Service): string[] => {
  const subscriptions = subscriptionsOf(service);
  if (subscriptions.length === 0) return [];
  const listened = service.reactions.filter(({ from }) => from !== service.name);
  return [
    '## An event could not be applied',
    'An event that can never be applied lies in the dead-letter queue of its subscription, with the reason; one that cannot be applied yet is delivered again and needs nobody.',
    table(
      ['Topic', 'Subscription', 'Events', 'What is missing until it is applied'],
      subscriptions.map(({ topic, subscription }) => {
        const own = listened.filter(({ from }) => `${from}-events` === topic);
        return [
          code(topic),
          code(subscription),
          [...new Set(own.map(({ event, version }) => code(`${event} v${version}`)))].join(', '),
          own.map(({ name }) => code(name)).join(', '),
        ];
      }),
    ),
    '**Look**',
    subscriptions
      .map(({ topic, subscription }) =>
        codeBlock(
          'sh',
          `az servicebus topic subscription show --resource-group <group> --namespace-name <namespace> --topic-name ${topic} --name ${subscription} --query countDetails.deadLetterMessageCount`,
        ),
      )
      .join('\n\n'),
    '**Act**',
    '1. Read the reason of the message and its `correlationid`, and follow that in the logs of both services.\n2. Correct what the reason names: a service that is not deployed, a version of the event that nobody knows, a thing that was removed.\n3. Send the message again from the dead-letter queue. An event that was applied meanwhile changes nothing.',
  ];
};
