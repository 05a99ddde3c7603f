import { subscriptionPath } from '../bus/bus-message.ts';

/** What a link is about, from its address: `orders-events`, `orders-events/Subscriptions/payments/$management`. */
export type Entity = {
  topic: string;
  /** Absent: the topic itself. */
  subscription?: string;
  /** Absent: messages. */
  node?: 'management' | 'dead-letter';
};

const NODES = { $management: 'management', $deadletterqueue: 'dead-letter' } as const;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,258}[A-Za-z0-9])?$/;

const nodeOf = (segment = ''): Entity['node'] | undefined =>
  Object.entries(NODES).find(([name]) => name === segment.toLowerCase())?.[1];

const named = (topic = '', word?: string, subscription = '', ...rest: string[]): Entity | undefined => {
  if (!NAME.test(topic) || rest.length > 0) return undefined;
  if (word === undefined) return { topic };
  return word.toLowerCase() === 'subscriptions' && NAME.test(subscription)
    ? { topic, subscription }
    : undefined;
};

/** Undefined where the address names no topic and no subscription. Case does not matter in `Subscriptions` and nodes. */
export const entityOf = (address: string): Entity | undefined => {
  const segments = address.split('/').filter((segment) => segment !== '');
  const node = nodeOf(segments.at(-1));
  const entity = named(...(node ? segments.slice(0, -1) : segments));
  return entity && node ? { ...entity, node } : entity;
};

/** Names in the bus: each namespace has its own topics. */
export const topicIn = (namespace: string, topic: string): string => `${namespace}/${topic.toLowerCase()}`;

export const receiverIn = (namespace: string, topic: string, subscription: string): string =>
  subscriptionPath(topicIn(namespace, topic), subscription.toLowerCase());
