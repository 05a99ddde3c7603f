import { z } from 'zod';

import { channels, type Channel, type ChannelMessage, type ChannelName } from './channels.ts';

const ref = (path: string) => ({ $ref: `#/${path}` });

/** JSON Schema draft 7: what AsyncAPI takes where no other format is named. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-7' });
  return rest;
};

const text = { type: 'string' };

/** Application properties by which events are filtered. */
const eventHeaders = {
  type: 'object',
  properties: {
    type: { ...text, description: 'Type of the event.' },
    stage: { ...text, description: 'The stage it happened in; absent where it was in none.' },
    projectid: { ...text, description: 'The project.' },
    tenant: { ...text, description: 'Whose project it is.' },
    traceparent: { ...text, description: 'W3C trace context; `Diagnostic-Id` is the same.' },
  },
  required: ['type', 'projectid', 'tenant'],
};

const replyHeaders = {
  type: 'object',
  properties: { type: { ...text, description: 'Type of the reply.' } },
  required: ['type'],
};

const headers: Partial<Record<ChannelName, object>> = { events: eventHeaders, replies: replyHeaders };

const messageObject = (channel: ChannelName, { action }: Channel, message: ChannelMessage) => {
  const { description, ...payload } = schemaOf(message.schema, action === 'receive' ? 'input' : 'output');
  const given = headers[channel];
  return {
    name: message.name,
    ...(typeof description === 'string' ? { summary: description } : {}),
    contentType: message.contentType,
    ...(message.name === 'rejected' ? {} : { correlationId: ref('components/correlationIds/request') }),
    ...(given === undefined ? {} : { headers: given }),
    payload,
  };
};

const all = Object.entries(channels) as [ChannelName, Channel][];

const channelObject = ({ address, kind, description, messages }: Channel) => ({
  address,
  title: `${kind[0]?.toUpperCase()}${kind.slice(1)} ${address}`,
  description,
  servers: [ref('servers/serviceBus')],
  messages: Object.fromEntries(messages.map(({ name }) => [name, ref(`components/messages/${name}`)])),
});

const operationObject = (name: ChannelName, { action, description, messages }: Channel) => ({
  action,
  channel: ref(`channels/${name}`),
  summary: description,
  messages: messages.map((message) => ref(`channels/${name}/messages/${message.name}`)),
  ...(action === 'receive' ? { reply: { channel: ref('channels/replies') } } : {}),
});

/** The AsyncAPI 3 document of the messages that the factory takes and sends, as the factory sees it. */
export const asyncApiDocument = (version: string): Record<string, unknown> => ({
  asyncapi: '3.0.0',
  info: {
    title: 'ConnectSoft AI Software Factory',
    version,
    description:
      'Turns a definition in plain English into running, tested microservices. Messages are CloudEvents 1.0 in structured mode, 256 KB at most. Addresses are those of the one sender that a factory has by default.',
    license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
  },
  defaultContentType: 'application/cloudevents+json',
  servers: {
    serviceBus: {
      host: '{namespace}.servicebus.windows.net',
      protocol: 'amqps',
      protocolVersion: '1.0',
      description: 'Azure Service Bus. Who may send to a queue or read one is given by roles of Entra ID.',
      variables: { namespace: { description: 'The namespace of the factory.' } },
    },
  },
  channels: Object.fromEntries(all.map(([name, channel]) => [name, channelObject(channel)])),
  operations: Object.fromEntries(all.map(([name, channel]) => [name, operationObject(name, channel)])),
  components: {
    messages: Object.fromEntries(
      all.flatMap(([name, channel]) =>
        channel.messages.map((message) => [message.name, messageObject(name, channel, message)]),
      ),
    ),
    correlationIds: {
      request: {
        location: '$message.payload#/correlationid',
        description: 'Chosen by the sender of a request; in every reply to it.',
      },
    },
  },
});
