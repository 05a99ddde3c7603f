import { aggregateOf, type DomainEvent, type Service } from '../../domain/blueprint.ts';
import { camelCase, sentenceCase } from '../../domain/naming.ts';
import { eventTopic, eventType } from './event-address.ts';
import { eventDataSchema } from './event-data-schema.ts';
import type { JsonObject } from './json-object.ts';
import { descriptionText, plainText, sentences } from './plain-text.ts';
import { examplesOf, resourceExample } from './resource-example.ts';

const messageName = (event: DomainEvent): string => `${event.name}V${event.version}`;

const messageRef = (event: DomainEvent): JsonObject => ({
  $ref: `#/components/messages/${messageName(event)}`,
});

const envelopeSchema = (service: Service, event: DomainEvent): JsonObject => ({
  type: 'object',
  description: 'A CloudEvents 1.0 message in JSON.',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', description: 'Id of the outbox entry; drop what came before.' },
    source: { const: `/${service.name}` },
    type: { const: eventType(service, event) },
    subject: { type: 'string', description: `Id of the ${sentenceCase(event.aggregate).toLowerCase()}.` },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { const: 'application/json' },
    correlationid: { type: 'string', description: 'The correlation id of the call that caused it.' },
    traceparent: { type: 'string', description: 'W3C trace context of that call.' },
    data: { $ref: `#/components/schemas/${messageName(event)}Data` },
  },
});

const exampleOf = (service: Service, event: DomainEvent): JsonObject => {
  const aggregate = aggregateOf(service, event.aggregate);
  const [first] = examplesOf(service, aggregate);
  if (!first) return {};
  const resource = resourceExample(aggregate, first.input);
  const payload = {
    specversion: '1.0',
    id: '019bc0fd-89c1-7e52-a6d4-1b9f3c7e2a80',
    source: `/${service.name}`,
    type: eventType(service, event),
    subject: resource.id,
    time: resource.recordedAt,
    datacontenttype: 'application/json',
    data: event.cause === 'removed' ? { id: resource.id } : resource,
  };
  return { examples: [{ name: plainText(first.title), payload }] };
};

const messageOf = (service: Service, event: DomainEvent): JsonObject => ({
  name: event.name,
  title: sentenceCase(event.name),
  summary: plainText(event.description),
  contentType: 'application/cloudevents+json',
  payload: envelopeSchema(service, event),
  ...exampleOf(service, event),
});

const channelsOf = (service: Service, channel: string): JsonObject =>
  service.events.length === 0
    ? {}
    : {
        [channel]: {
          address: eventTopic(service),
          title: `Events of ${plainText(service.title)}`,
          description: 'A Service Bus topic. At least once, in order for each subject.',
          servers: [{ $ref: '#/servers/serviceBus' }],
          messages: Object.fromEntries(
            service.events.map((event) => [messageName(event), messageRef(event)]),
          ),
        },
      };

const operationsFor = (service: Service, channel: string): JsonObject =>
  Object.fromEntries(
    service.events.map((event) => [
      `send${messageName(event)}`,
      {
        action: 'send',
        title: `Send ${sentenceCase(event.name).toLowerCase()}`,
        summary: plainText(event.description),
        channel: { $ref: `#/channels/${channel}` },
        messages: [{ $ref: `#/channels/${channel}/messages/${messageName(event)}` }],
      },
    ]),
  );

/** AsyncAPI 3.0 document of the events that a service publishes. */
export const asyncapiDocument = (service: Service): JsonObject => {
  const channel = camelCase(eventTopic(service));
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
    channels: channelsOf(service, channel),
    operations: operationsFor(service, channel),
    components: {
      messages: Object.fromEntries(
        service.events.map((event) => [messageName(event), messageOf(service, event)]),
      ),
      schemas: Object.fromEntries(
        service.events.map((event) => [`${messageName(event)}Data`, eventDataSchema(service, event)]),
      ),
    },
  };
};
