import { randomUUID } from 'node:crypto';

import rhea, { type Message } from 'rhea';

import { matcherOf, type Filter } from './filter.ts';

export type Entities = {
  queues?: readonly string[];
  /** Subscriptions of a topic, each with what it takes; undefined is everything. */
  topics?: Readonly<Record<string, Readonly<Record<string, Filter | undefined>>>>;
};

/** Queue `orders`, subscription `events/Subscriptions/journal`, either with `/$DeadLetterQueue`. */
export type Held = {
  sequence: number;
  message: Message;
  enqueuedAt: Date;
  /** Deliveries so far. */
  deliveries: number;
  lock?: { token: string; until: number };
};

type Receiver = { path: string; takes: (message: Message) => boolean; messages: Held[]; dead: Held[] };

export type Refusal = { condition: string; description: string };

/** Bytes of a message in the standard tier. */
const MAX_MESSAGE_BYTES = 262_144;
const MAX_DELIVERIES = 10;
const DEAD_LETTER = /\/\$deadletterqueue$/i;

export const refusal = (condition: string, description: string): Refusal => ({ condition, description });

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Everything that the broker keeps, which outlasts a restart of it. */
export const createMessageStore = (
  { queues = [], topics = {} }: Entities,
  limits: { lockDurationMs: number; duplicateWindowMs: number },
  now: () => number,
) => {
  const receivers = new Map<string, Receiver>();
  const byEntity = new Map<string, Receiver[]>();
  const seen = new Map<string, number>();
  const unlucky = new Map<string, number>();
  const listeners = new Set<() => void>();
  let sequence = 0;
  let renewals = 0;

  const add = (entity: string, path: string, filter?: Filter): void => {
    const receiver = { path, takes: matcherOf(filter), messages: [], dead: [] };
    receivers.set(path.toLowerCase(), receiver);
    byEntity.set(entity, [...(byEntity.get(entity) ?? []), receiver]);
  };
  for (const queue of queues) add(queue.toLowerCase(), queue);
  for (const [topic, subscriptions] of Object.entries(topics)) {
    byEntity.set(topic.toLowerCase(), []);
    for (const [name, filter] of Object.entries(subscriptions))
      add(topic.toLowerCase(), `${topic}/Subscriptions/${name}`, filter);
  }

  const shelf = (path: string): { receiver: Receiver; messages: Held[]; isDead: boolean } | undefined => {
    const isDead = DEAD_LETTER.test(path);
    const receiver = receivers.get(path.replace(DEAD_LETTER, '').toLowerCase());
    return receiver && { receiver, isDead, messages: isDead ? receiver.dead : receiver.messages };
  };

  const isDuplicate = (entity: string, message: Message): boolean => {
    for (const [key, at] of seen) if (at + limits.duplicateWindowMs <= now()) seen.delete(key);
    const id = text(message['message_id']);
    if (id === undefined) return false;
    const key = `${entity}\n${id}`;
    if (seen.has(key)) return true;
    seen.set(key, now());
    return false;
  };

  const bury = (receiver: Receiver, held: Held, reason: string, description: string): void => {
    receiver.messages.splice(receiver.messages.indexOf(held), 1);
    const { lock: _, ...rest } = held;
    receiver.dead.push({
      ...rest,
      message: {
        ...held.message,
        application_properties: {
          ...(held.message['application_properties'] as object | undefined),
          DeadLetterReason: reason,
          DeadLetterErrorDescription: description,
        },
      },
    });
  };

  /** What may be delivered, after what was delivered too often is put aside. */
  const due = (path: string): Held[] => {
    const found = shelf(path);
    if (!found) return [];
    const { receiver, messages, isDead } = found;
    const free = messages.filter(({ lock }) => lock === undefined || lock.until <= now());
    if (isDead) return free;
    const exhausted = free.filter(({ deliveries }) => deliveries >= MAX_DELIVERIES);
    for (const held of exhausted)
      bury(
        receiver,
        held,
        'MaxDeliveryCountExceeded',
        `Message could not be consumed after ${MAX_DELIVERIES} delivery attempts.`,
      );
    return free.filter((held) => !exhausted.includes(held));
  };

  const find = (token: string): { receiver: Receiver; messages: Held[]; held: Held } | undefined => {
    for (const receiver of receivers.values())
      for (const messages of [receiver.messages, receiver.dead]) {
        const held = messages.find(({ lock }) => lock?.token === token && lock.until > now());
        if (held) return { receiver, messages, held };
      }
    return undefined;
  };

  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    isEntity: (name: string): boolean => byEntity.has(name.toLowerCase()),
    isReceiver: (path: string): boolean => shelf(path) !== undefined,
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** @throws Refusal */
    send(name: string, message: Message): void {
      const entity = name.toLowerCase();
      const bytes = rhea.message.encode(message).length;
      if (bytes > MAX_MESSAGE_BYTES)
        throw refusal(
          'amqp:link:message-size-exceeded',
          `The message has ${bytes} bytes; ${MAX_MESSAGE_BYTES} are allowed.`,
        );
      if (isDuplicate(entity, message)) return;
      for (const receiver of byEntity.get(entity) ?? []) {
        if (!receiver.takes(message)) continue;
        sequence += 1;
        const id = text(message['message_id']) ?? randomUUID().replaceAll('-', '');
        receiver.messages.push({
          sequence,
          message: { ...message, message_id: id },
          enqueuedAt: new Date(now()),
          deliveries: 0,
        });
      }
      changed();
    },
    lock(path: string, most: number): Held[] {
      const locked = due(path).slice(0, most);
      for (const held of locked) {
        held.deliveries += 1;
        held.lock = { token: randomUUID(), until: now() + limits.lockDurationMs };
      }
      return locked;
    },
    /** These answer false, or undefined, where the lock was lost. */
    complete(token: string): boolean {
      const found = find(token);
      if (!found) return false;
      const losing = unlucky.get(found.receiver.path) ?? 0;
      if (losing > 0) {
        unlucky.set(found.receiver.path, losing - 1);
        delete found.held.lock;
        changed();
        return false;
      }
      found.messages.splice(found.messages.indexOf(found.held), 1);
      return true;
    },
    abandon(token: string): boolean {
      const found = find(token);
      if (!found) return false;
      delete found.held.lock;
      changed();
      return true;
    },
    deadLetter(token: string, reason: string, description: string): boolean {
      const found = find(token);
      if (!found) return false;
      bury(found.receiver, found.held, reason, description);
      return true;
    },
    renew(token: string): Date | undefined {
      const lock = find(token)?.held.lock;
      if (!lock) return undefined;
      lock.until = now() + limits.lockDurationMs;
      renewals += 1;
      return new Date(lock.until);
    },
    peek: (path: string, from: number, most: number): Held[] =>
      (shelf(path)?.messages ?? []).filter((held) => held.sequence >= from).slice(0, most),
    /** Locks that were renewed so far. */
    renewals: () => renewals,
    /** The next completions of a queue or subscription find that their lock was lost. */
    loseAtCompletion: (path: string, times: number) => void unlucky.set(path, times),
    /** Takes every lock of a queue or subscription away, as a broker may at any time. */
    loseLocks(path: string): void {
      for (const held of shelf(path)?.messages ?? []) delete held.lock;
      changed();
    },
  };
};
export type MessageStore = ReturnType<typeof createMessageStore>;
