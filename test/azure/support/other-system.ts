import { ServiceBusClient, type ServiceBusReceiver } from '@azure/service-bus';

type Message = Record<string, unknown> & {
  type: string;
  correlationid?: string;
  data: Record<string, unknown>;
};

/** Longest wait for a message, in milliseconds. */
const WAIT_MS = 120_000;

/** Another system, with the client of Service Bus and nothing of the factory's. */
export const otherSystem = (connectionString: string) => {
  const client = new ServiceBusClient(connectionString);
  const receivers: ServiceBusReceiver[] = [];
  let count = 0;

  const reading = (receiver: ServiceBusReceiver) => {
    receivers.push(receiver);
    const read: Message[] = [];
    return {
      read,
      /** The next message that is wanted; those before it are read, too. */
      async next(wanted: (message: Message) => boolean): Promise<Message> {
        const end = Date.now() + WAIT_MS;
        while (Date.now() < end) {
          const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5_000 });
          if (!message) continue;
          await receiver.completeMessage(message);
          const body = message.body as Message;
          read.push(body);
          if (wanted(body)) return body;
        }
        throw new Error(`Waited in vain; read ${read.map(({ type }) => type).join(', ')}.`);
      },
    };
  };

  return {
    async send(
      queue: string,
      type: string,
      data: unknown,
      more: { id?: string; correlationid?: string } = {},
    ) {
      const id = more.id ?? `message-${(count += 1)}`;
      const body = { specversion: '1.0', source: '/contoso/portal', ...more, id, type, data };
      const sender = client.createSender(queue);
      await sender.sendMessages({ body, contentType: 'application/cloudevents+json' });
      await sender.close();
      return id;
    },
    async sendRaw(queue: string, body: unknown) {
      const sender = client.createSender(queue);
      await sender.sendMessages({ body });
      await sender.close();
    },
    queue: (name: string) => reading(client.createReceiver(name)),
    subscription: (topic: string, name: string) => reading(client.createReceiver(topic, name)),
    async close() {
      await Promise.all(receivers.map((receiver) => receiver.close()));
      await client.close();
    },
  };
};
