import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

import rhea from 'rhea';

import { textOf } from '../../../platform/embedded/broker/broker-message.ts';
import { createSharedAccess } from '../../../platform/embedded/broker/shared-access.ts';
import type { DeliveryLink } from './delivery-link.ts';
import { createMessageStore, type Entities, type Held } from './message-store.ts';
import { serveConnection } from './serve-connection.ts';

export type { Filter } from './filter.ts';

/** Milliseconds between looks at locks that ran out. */
const LOOK_MS = 100;
/** Turns of the event loop after which clients in this process have seen that they were cut off. */
const TURNS = 20;

export type LoopbackServiceBus = {
  port: number;
  /** Of the one shared access key. */
  connectionString: string;
  /** For a client with a credential; it says to the SDK that there is no TLS here. */
  fullyQualifiedNamespace: string;
  /** What lies in a queue, a subscription (`topic/Subscriptions/name`) or, with `/$DeadLetterQueue`, a dead-letter queue of one. */
  messages(
    path: string,
  ): { id: string; body: unknown; properties: Record<string, unknown>; deliveries: number }[];
  /** Locks that were renewed so far. */
  renewals(): number;
  /** Takes the locks of a queue or subscription away. */
  loseLocks(path: string): void;
  /** The next completions of a queue or subscription find that their lock was lost just before. */
  loseAtCompletion(path: string, times: number): void;
  /** Cuts every connection; nobody can connect until `start`. What is kept is kept. */
  stop(): Promise<void>;
  /** On the same port again. */
  start(): Promise<void>;
  close(): Promise<void>;
};

const shown = ({ message, deliveries }: Held) => {
  const text = textOf(message);
  return {
    id: String(message['message_id']),
    body: text === undefined ? undefined : (JSON.parse(text) as unknown),
    properties: (message['application_properties'] ?? {}) as Record<string, unknown>,
    deliveries,
  };
};

const serverEvents = [
  'error',
  'connection_error',
  'session_error',
  'sender_error',
  'receiver_error',
  'protocol_error',
];

/**
 * Service Bus on 127.0.0.1 over plain TCP, as its SDK speaks with it: queues, topics, subscriptions with filters, peek-lock,
 * dead-lettering after ten deliveries, duplicate detection, 256 KB. What is not declared is not there.
 */
export const startServiceBus = async (
  options: Entities & {
    /** 0, the default, takes a free one. */
    port?: number;
    /** Milliseconds; default one minute. */
    lockDurationMs?: number;
    /** Milliseconds; default ten minutes. */
    duplicateWindowMs?: number;
    /** Whether a token of Entra ID is good; without it none is. */
    acceptsToken?: (token: string) => boolean;
    now?: () => number;
  } = {},
): Promise<LoopbackServiceBus> => {
  const { lockDurationMs = 60_000, duplicateWindowMs = 600_000, now = Date.now } = options;
  const store = createMessageStore(options, { lockDurationMs, duplicateWindowMs }, now);
  const access = createSharedAccess();
  const links = new Set<DeliveryLink>();
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let { port = 0 } = options;

  const isValid = (token: string): boolean =>
    token.startsWith('SharedAccessSignature ')
      ? access.namespaceOf(token, now()) !== undefined
      : (options.acceptsToken?.(token) ?? false);
  const pump = (): void => {
    for (const link of links) link.pump();
  };

  const start = async (): Promise<void> => {
    const container = rhea.create_container({ id: 'service-bus' });
    (container.sasl_server_mechanisms as unknown as { enable_anonymous(): void }).enable_anonymous();
    container.on('connection_open', ({ connection }) =>
      serveConnection({ connection, store, isValid, links }),
    );
    for (const event of serverEvents) container.on(event, () => undefined);
    server = container.listen({
      host: '127.0.0.1',
      port,
      sender_options: { autosettle: false, treat_modified_as_released: false },
      receiver_options: { autoaccept: false },
    } as Parameters<typeof container.listen>[0]);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    });
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  };

  const stop = async (): Promise<void> => {
    const closed = server?.listening ? once(server, 'close') : undefined;
    server?.close();
    for (const socket of sockets) socket.destroy();
    for (const link of links) link.close();
    links.clear();
    await closed;
    // The SDK hangs for a minute where it opens a link before it has seen that the connection is gone.
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
  };

  await start();
  store.onChange(pump);
  const timer = setInterval(pump, LOOK_MS).unref();

  return {
    port,
    connectionString: access.connectionString('RootManageSharedAccessKey', port),
    fullyQualifiedNamespace: `127.0.0.1:${port}/;UseDevelopmentEmulator=true;Comment=`,
    messages: (path) => store.peek(path, 0, Number.MAX_SAFE_INTEGER).map(shown),
    renewals: () => store.renewals(),
    loseLocks: (path) => store.loseLocks(path),
    loseAtCompletion: (path, times) => store.loseAtCompletion(path, times),
    stop,
    start,
    async close() {
      clearInterval(timer);
      await stop();
    },
  };
};
