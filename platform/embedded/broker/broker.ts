import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';

import rhea from 'rhea';

import type { Clock } from '../../ports.ts';
import { createBus } from '../bus/create-bus.ts';
import { attendConnection } from './broker-connection.ts';
import { receiverIn, topicIn } from './entity-path.ts';
import { createEventTrace, type TracedEvent } from './event-trace.ts';
import { createHeldMessages } from './held-messages.ts';
import { createSharedAccess } from './shared-access.ts';
import type { SubscriptionLink } from './subscription-link.ts';

/** Milliseconds between looks at locks that ran out. */
const LOOK_MS = 500;
/** Milliseconds that clients get to say goodbye. */
const PATIENCE_MS = 200;
/** Messages are kept as base64, with a header of ours. */
const MAX_STORED_BYTES = 400_000;

export type Broker = {
  /** For a service of a namespace (a project). */
  connectionString(namespace: string): string;
  /** Keeps what is published from now on for a subscription, whether anybody receives or not. */
  subscribe(namespace: string, topic: string, subscription: string): void;
  /** What was published under a correlation id, in order, and who took it. */
  hops(namespace: string, correlationId: string): TracedEvent[];
  /** What a subscription put aside, with the reasons. */
  deadLettered(
    namespace: string,
    topic: string,
    subscription: string,
  ): Promise<{ messageId: string; reason: string; description: string }[]>;
  close(): Promise<void>;
};

/**
 * Service Bus on 127.0.0.1: AMQP 1.0 as its SDK speaks it, with topics, subscriptions, peek-lock, dead-lettering after ten
 * deliveries and duplicate detection. It lives in `directory`, which outlasts it: who subscribed gets later what it missed.
 */
export const startBroker = async (options: {
  directory: string;
  clock: Clock;
  /** Milliseconds that a message is locked; one minute when absent. */
  lockDurationMs?: number;
  /** 0, the default, takes a free one. */
  port?: number;
}): Promise<Broker> => {
  const { directory, clock, lockDurationMs = 60_000 } = options;
  mkdirSync(directory, { recursive: true });
  const bus = createBus({ directory, clock, lockDurationMs, maxMessageBytes: MAX_STORED_BYTES });
  bus.releaseLocks();
  const trace = createEventTrace(directory);
  const held = createHeldMessages({ bus, trace, now: () => clock.now(), lockDurationMs });
  const access = createSharedAccess();
  const links = new Set<SubscriptionLink>();
  const pump = (): void => {
    for (const link of links) link.pump();
  };

  const container = rhea.create_container({ id: 'broker' });
  (container.sasl_server_mechanisms as unknown as { enable_anonymous(): void }).enable_anonymous();
  container.on('connection_open', ({ connection }) =>
    attendConnection({ connection, bus, trace, held, access, links, now: () => clock.now() }),
  );
  // Without a listener the library throws what a client's end of the line causes.
  for (const event of [
    'error',
    'connection_error',
    'session_error',
    'sender_error',
    'receiver_error',
    'protocol_error',
  ])
    container.on(event, () => undefined);

  const server = container.listen({
    host: '127.0.0.1',
    port: options.port ?? 0,
    sender_options: { autosettle: false, treat_modified_as_released: false },
    receiver_options: { autoaccept: false },
  } as Parameters<typeof container.listen>[0]);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const unlisten = bus.onMessage(pump);
  const timer = setInterval(pump, LOOK_MS).unref();

  return {
    connectionString: (namespace) => access.connectionString(namespace, port),
    subscribe: (namespace, topic, subscription) =>
      void bus.declareSubscription(topicIn(namespace, topic), subscription.toLowerCase()),
    hops: (namespace, correlationId) => trace.hops(namespace, correlationId),
    async deadLettered(namespace, topic, subscription) {
      const messages = await bus.deadLettered(receiverIn(namespace, topic, subscription));
      return messages.map(({ messageId, reason, description }) => ({ messageId, reason, description }));
    },
    async close() {
      clearInterval(timer);
      unlisten();
      server.close();
      await Promise.all([...links].map((link) => link.close()));
      for (const socket of sockets) socket.end();
      const late = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, PATIENCE_MS);
      if (server.listening || sockets.size > 0)
        await Promise.all([...sockets].map((socket) => once(socket, 'close')));
      clearTimeout(late);
      trace.close();
      bus.close();
    },
  };
};
