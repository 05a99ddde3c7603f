import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Clock } from '../../ports.ts';
import { PortError } from '../../port-error.ts';
import { listen, notify } from './bus-listeners.ts';
import { subscriptionPath } from './bus-message.ts';
import type { DeadLetteredMessage, OutgoingMessage, ReceivedMessage } from './bus-message.ts';
import { BUS_FORMAT, BUS_SCHEMA } from './bus-schema.ts';
import { inTransaction, openDatabase } from './open-database.ts';

/** Service Bus, standard tier: bytes of body and properties together. */
export const MAX_MESSAGE_BYTES = 256 * 1024;
/** Service Bus' default: the tenth failed delivery dead-letters the message. */
export const MAX_DELIVERY_COUNT = 10;

export type BusOptions = {
  /** The workspace; the messages live in `bus.db` in it. */
  directory: string;
  clock: Clock;
  /** Milliseconds, default one minute. */
  lockDurationMs?: number;
  /** Milliseconds, default one day (Service Bus allows 20 seconds to 7 days). */
  duplicateWindowMs?: number;
  /** Bytes of body and properties together; `MAX_MESSAGE_BYTES` when absent. */
  maxMessageBytes?: number;
};

/**
 * Queues and topics in a SQLite file, with the delivery rules of Service Bus: at least once, peek-lock, dead-letter after
 * ten deliveries, duplicate detection by message id. An entity must be declared before it is used. Refusals are
 * `PortError`s of kind `invalid-configuration`. Any number of instances, in any number of processes, may share a workspace.
 */
export type Bus = {
  declareQueue(name: string): void;
  declareTopic(name: string): void;
  /** Answers the name to receive from. A subscription gets what is sent after it was declared. */
  declareSubscription(topic: string, subscription: string): string;
  send(entity: string, message: OutgoingMessage): Promise<void>;
  /** Locks and answers what is due, oldest first. `after` skips messages up to that sequence number. */
  receive(receiver: string, options?: { maxMessages?: number; after?: number }): Promise<ReceivedMessage[]>;
  /** These answer false when the lock was lost; the message is then, or will be, delivered again. */
  complete(message: ReceivedMessage): Promise<boolean>;
  abandon(message: ReceivedMessage, cause?: string): Promise<boolean>;
  deadLetter(message: ReceivedMessage, reason: string, description?: string): Promise<boolean>;
  renewLock(message: ReceivedMessage): Promise<boolean>;
  /** Of one receiver or all, oldest first. */
  deadLettered(receiver?: string): Promise<DeadLetteredMessage[]>;
  /** Makes a dead-lettered message deliverable as if it had just come; false when there is none of that number. */
  resubmit(sequenceNumber: number): Promise<boolean>;
  /** Removes a dead-lettered message; false when there is none of that number. */
  discard(sequenceNumber: number): Promise<boolean>;
  /** Messages waiting or locked, without the dead-lettered ones. */
  count(receiver: string): Promise<number>;
  /** Frees every lock: for the one host of a workspace at its start, when nobody can hold one. */
  releaseLocks(): void;
  lastSequenceNumber(): number;
  /** Tells of messages that this process sent, at once. Those of other processes are found by receiving. */
  onMessage(listener: () => void): () => void;
  close(): void;
};

export const createBus = (options: BusOptions): Bus => {
  const directory = resolve(options.directory);
  const lockDurationMs = options.lockDurationMs ?? 60_000;
  const duplicateWindowMs = options.duplicateWindowMs ?? 86_400_000;
  const maxMessageBytes = options.maxMessageBytes ?? MAX_MESSAGE_BYTES;
  const now = (): number => options.clock.now().getTime();
  const database = openDatabase(join(directory, 'bus.db'), BUS_FORMAT, BUS_SCHEMA);

  const sql = {
    entity: database.prepare('SELECT kind FROM entity WHERE name = ?'),
    addEntity: database.prepare('INSERT INTO entity (name, kind) VALUES (?, ?)'),
    addReceiver: database.prepare('INSERT OR IGNORE INTO receiver (name, entity) VALUES (?, ?)'),
    receiver: database.prepare('SELECT 1 FROM receiver WHERE name = ?'),
    receivers: database.prepare('SELECT name FROM receiver WHERE entity = ? ORDER BY name'),
    forget: database.prepare('DELETE FROM sent WHERE at <= ?'),
    remember: database.prepare('INSERT OR IGNORE INTO sent (entity, message_id, at) VALUES (?, ?, ?)'),
    add: database.prepare(
      'INSERT INTO message (receiver, message_id, body, content_type, properties, enqueued_at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    due: database.prepare(
      'SELECT * FROM message WHERE receiver = ? AND dead = 0 AND sequence > ? AND locked_until <= ? ORDER BY sequence LIMIT ?',
    ),
    lock: database.prepare(
      'UPDATE message SET delivery_count = delivery_count + 1, locked_until = ?, lock_token = ? WHERE sequence = ?',
    ),
    renew: database.prepare(
      'UPDATE message SET locked_until = ? WHERE sequence = ? AND lock_token = ? AND dead = 0',
    ),
    complete: database.prepare('DELETE FROM message WHERE sequence = ? AND lock_token = ? AND dead = 0'),
    bury: database.prepare(
      'UPDATE message SET dead = 1, lock_token = NULL, locked_until = 0, reason = ?, description = ? WHERE sequence = ? AND lock_token IS ? AND dead = 0',
    ),
    release: database.prepare(
      'UPDATE message SET locked_until = 0, lock_token = NULL WHERE lock_token IS NOT NULL',
    ),
    unlock: database.prepare(
      'UPDATE message SET locked_until = 0, lock_token = NULL WHERE sequence = ? AND lock_token = ? AND dead = 0',
    ),
    dead: database.prepare(
      'SELECT * FROM message WHERE dead = 1 AND receiver = coalesce(?, receiver) ORDER BY sequence',
    ),
    revive: database.prepare(
      "UPDATE message SET dead = 0, delivery_count = 0, reason = '', description = '' WHERE sequence = ? AND dead = 1",
    ),
    discard: database.prepare('DELETE FROM message WHERE sequence = ? AND dead = 1'),
    count: database.prepare('SELECT count(*) AS n FROM message WHERE receiver = ? AND dead = 0'),
    last: database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'message'"),
  };

  const declare = (name: string, kind: 'queue' | 'topic'): void => {
    const existing = sql.entity.get(name) as { kind: string } | undefined;
    if (!existing) sql.addEntity.run(name, kind);
    else if (existing.kind !== kind) {
      throw new PortError(
        'invalid-configuration',
        `'${name}' is a ${existing.kind}, it cannot be a ${kind} too.`,
      );
    }
  };

  const exhausted = `The message was delivered ${MAX_DELIVERY_COUNT} times without being completed.`;

  const send = (entity: string, message: OutgoingMessage): void => {
    const body = typeof message.body === 'string' ? message.body : JSON.stringify(message.body ?? null);
    const properties = JSON.stringify(message.applicationProperties ?? {});
    const bytes = Buffer.byteLength(body) + Buffer.byteLength(properties);
    if (bytes > maxMessageBytes) {
      throw new PortError(
        'invalid-configuration',
        `A message of ${bytes} bytes for '${entity}' is over the limit of ${maxMessageBytes}: send a reference to its content.`,
      );
    }
    const contentType = message.contentType ?? (typeof message.body === 'string' ? null : 'application/json');
    const at = now();
    inTransaction(database, () => {
      if (!sql.entity.get(entity)) {
        throw new PortError(
          'invalid-configuration',
          `There is no queue or topic '${entity}': declare it, or give a function a trigger or output binding on it.`,
        );
      }
      sql.forget.run(at - duplicateWindowMs);
      const isNew =
        message.messageId === undefined || sql.remember.run(entity, message.messageId, at).changes === 1;
      if (!isNew) return;
      const id = message.messageId ?? randomUUID();
      for (const { name } of sql.receivers.all(entity) as { name: string }[]) {
        sql.add.run(name, id, body, contentType, properties, at);
      }
    });
  };

  const receive = (receiver: string, maxMessages: number, after: number): ReceivedMessage[] => {
    const at = now();
    // Looking first without a write lock keeps an idle pump from writing.
    if (sql.due.all(receiver, after, at, 1).length === 0) {
      if (sql.receiver.get(receiver)) return [];
      throw new PortError(
        'invalid-configuration',
        `There is no queue or subscription '${receiver}': declare it.`,
      );
    }
    return inTransaction(database, () => {
      const received: ReceivedMessage[] = [];
      for (const row of sql.due.all(receiver, after, at, maxMessages) as MessageRow[]) {
        if (row.delivery_count >= MAX_DELIVERY_COUNT) {
          sql.bury.run('MaxDeliveryCountExceeded', exhausted, row.sequence, row.lock_token);
          continue;
        }
        const lockToken = randomUUID();
        sql.lock.run(at + lockDurationMs, lockToken, row.sequence);
        received.push({
          ...toMessage(row),
          deliveryCount: row.delivery_count + 1,
          lockToken,
          lockedUntil: new Date(at + lockDurationMs),
        });
      }
      return received;
    });
  };

  const abandon = (message: ReceivedMessage, cause: string | undefined): boolean => {
    const isLast = message.deliveryCount >= MAX_DELIVERY_COUNT;
    const description = cause === undefined ? exhausted : `${exhausted} Last cause: ${cause}`;
    const settled = isLast
      ? sql.bury.run('MaxDeliveryCountExceeded', description, message.sequenceNumber, message.lockToken)
      : sql.unlock.run(message.sequenceNumber, message.lockToken);
    if (!isLast) notify(directory);
    return settled.changes === 1;
  };

  return {
    declareQueue: (name) =>
      inTransaction(database, () => {
        declare(name, 'queue');
        sql.addReceiver.run(name, name);
      }),
    declareTopic: (name) => inTransaction(database, () => declare(name, 'topic')),
    declareSubscription: (topic, subscription) =>
      inTransaction(database, () => {
        declare(topic, 'topic');
        sql.addReceiver.run(subscriptionPath(topic, subscription), topic);
        return subscriptionPath(topic, subscription);
      }),
    send: async (entity, message) => {
      send(entity, message);
      notify(directory);
    },
    receive: async (receiver, { maxMessages = 1, after = 0 } = {}) => receive(receiver, maxMessages, after),
    complete: async (message) => sql.complete.run(message.sequenceNumber, message.lockToken).changes === 1,
    abandon: async (message, cause) => abandon(message, cause),
    deadLetter: async (message, reason, description = '') =>
      sql.bury.run(reason, description, message.sequenceNumber, message.lockToken).changes === 1,
    renewLock: async (message) =>
      sql.renew.run(now() + lockDurationMs, message.sequenceNumber, message.lockToken).changes === 1,
    deadLettered: async (receiver) =>
      (sql.dead.all(receiver ?? null) as MessageRow[]).map((row) => ({
        ...toMessage(row),
        deliveryCount: row.delivery_count,
        reason: row.reason,
        description: row.description,
      })),
    resubmit: async (sequenceNumber) => {
      const isRevived = sql.revive.run(sequenceNumber).changes === 1;
      if (isRevived) notify(directory);
      return isRevived;
    },
    discard: async (sequenceNumber) => sql.discard.run(sequenceNumber).changes === 1,
    count: async (receiver) => (sql.count.get(receiver) as { n: number }).n,
    releaseLocks: () => void sql.release.run(),
    lastSequenceNumber: () => (sql.last.get() as { seq: number } | undefined)?.seq ?? 0,
    onMessage: (listener) => listen(directory, listener),
    close: () => database.close(),
  };
};

type MessageRow = {
  sequence: number;
  receiver: string;
  message_id: string;
  body: string;
  content_type: string | null;
  properties: string;
  enqueued_at: number;
  delivery_count: number;
  lock_token: string | null;
  reason: string;
  description: string;
};

const toMessage = (row: MessageRow) => ({
  entity: row.receiver,
  sequenceNumber: row.sequence,
  messageId: row.message_id,
  body: row.body,
  contentType: row.content_type ?? undefined,
  applicationProperties: JSON.parse(row.properties) as Record<string, string | number | boolean>,
  enqueuedAt: new Date(row.enqueued_at),
});
