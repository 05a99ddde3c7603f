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

/** Undefined where the address names no topic and no subscription. Names of segments are not case sensitive. */
export const entityOf = (address: string): Entity | undefined => {
  const segments = address.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1)?.toLowerCase() ?? '';
  const node = last in NODES ? NODES[last as keyof typeof NODES] : undefined;
  const [topic = '', word, subscription, ...rest] = node ? segments.slice(0, -1) : segments;
  if (!NAME.test(topic) || rest.length > 0) return undefined;
  if (word === undefined) return { topic, ...(node && { node }) };
  if (word.toLowerCase() !== 'subscriptions' || !NAME.test(subscription ?? '')) return undefined;
  return { topic, subscription: subscription ?? '', ...(node && { node }) };
};

/** Names in the bus: each namespace has its own topics. */
export const topicIn = (namespace: string, topic: string): string => `${namespace}/${topic.toLowerCase()}`;

export const receiverIn = (namespace: string, topic: string, subscription: string): string =>
  subscriptionPath(topicIn(namespace, topic), subscription.toLowerCase());
