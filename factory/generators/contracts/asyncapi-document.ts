import type { Service } from '../../domain/blueprint.ts';
import { camelCase, sentenceCase } from '../../domain/naming.ts';
import { eventTopic } from '../../domain/solution.ts';
import { eventDataSchema } from './event-data-schema.ts';
import { messageName, messageOf, receivedMessage, receivedName } from './event-message.ts';
import { expectationSchema, receivedEvents, type Received } from './expectation.ts';
import type { JsonObject } from './json-object.ts';
import { descriptionText, plainText, sentences } from './plain-text.ts';

const channelName = (service: string): string => camelCase(eventTopic({ name: service }));

const channelOf = (from: string, title: string, names: readonly string[]): [string, JsonObject] => [
  channelName(from),
  {
    address: eventTopic({ name: from }),
    title: `Events of ${plainText(title)}`,
    description: 'A Service Bus topic. At least once, in order for each subject.',
    servers: [{ $ref: '#/servers/serviceBus' }],
    messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  },
];

const channelsOf = (service: Service, received: readonly Received[]): JsonObject =>
  Object.fromEntries([
    ...(service.events.length > 0
      ? [channelOf(service.name, service.title, service.events.map(messageName))]
      : []),
    ...[...new Set(received.map(({ from }) => from))].map((from) =>
      channelOf(from, from, received.filter((event) => event.from === from).map(receivedName)),
    ),
  ]);

const operationOf = (
  action: 'send' | 'receive',
  from: string,
  name: string,
  { title, summary }: { title: string; summary: string },
): [string, JsonObject] => [
  `${action}${name}`,
  {
    action,
    title,
    summary: plainText(summary),
    channel: { $ref: `#/channels/${channelName(from)}` },
    messages: [{ $ref: `#/channels/${channelName(from)}/messages/${name}` }],
  },
];

const operationsFor = (service: Service, received: readonly Received[]): JsonObject =>
  Object.fromEntries([
    ...service.events.map((event) =>
      operationOf('send', service.name, messageName(event), {
        title: `Send ${sentenceCase(event.name).toLowerCase()}`,
        summary: event.description,
      }),
    ),
    ...received.map((event) =>
      operationOf('receive', event.from, receivedName(event), {
        title: `Receive ${sentenceCase(event.name).toLowerCase()}`,
        summary: event.reactions.map(({ description }) => description).join(' '),
      }),
    ),
  ]);

/** AsyncAPI 3.0 document of the events that a service publishes, and of those that it reacts to. */
export const asyncapiDocument = (service: Service): JsonObject => {
  const received = receivedEvents(service);
  return {
    asyncapi: '3.0.0',
    id: `urn:com:connectsoft:${service.name}`,
    info: {
      title: `${plainText(service.title)} events`,
      version: '1.0.0',
      description: sentences(
        descriptionText(service.description),
        'Every change leaves through an outbox, written in the transaction of the change',
      ),
    },
    defaultContentType: 'application/cloudevents+json',
    servers: {
      serviceBus: {
        host: '{namespace}.servicebus.windows.net',
        protocol: 'amqps',
        description: 'Azure Service Bus; access by Entra ID.',
        variables: {
          namespace: { default: service.name, description: 'Name of the Service Bus namespace.' },
        },
      },
    },
    channels: channelsOf(service, received),
    operations: operationsFor(service, received),
    components: {
      messages: Object.fromEntries([
        ...service.events.map((event) => [messageName(event), messageOf(service, event)]),
        ...received.map((event) => [receivedName(event), receivedMessage(event)]),
      ]),
      schemas: Object.fromEntries([
        ...service.events.map((event) => [`${messageName(event)}Data`, eventDataSchema(service, event)]),
        ...received.map((event) => [`${receivedName(event)}Data`, expectationSchema(service, event)]),
      ]),
    },
  };
};
