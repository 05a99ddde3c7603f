/** What a sender hands over. */
export type OutgoingMessage = {
  /** Duplicate detection: the same id on the same entity within the window is dropped. Absent: never a duplicate. */
  messageId?: string;
  /** A string travels as it is, anything else as JSON. */
  body: unknown;
  /** Default: `application/json` for a body that is not a string. */
  contentType?: string;
  applicationProperties?: Record<string, string | number | boolean>;
};

/** A message under a lock (peek-lock): settle it before `lockedUntil`, or it is delivered again. */
export type ReceivedMessage = {
  entity: string;
  sequenceNumber: number;
  messageId: string;
  body: string;
  contentType: string | undefined;
  applicationProperties: Record<string, string | number | boolean>;
  enqueuedAt: Date;
  /** From 1: this delivery counts. */
  deliveryCount: number;
  lockToken: string;
  lockedUntil: Date;
};

export type DeadLetteredMessage = Omit<ReceivedMessage, 'lockToken' | 'lockedUntil'> & {
  reason: string;
  description: string;
};

/** A subscription is received from under the name that Service Bus gives it. */
export const subscriptionPath = (topic: string, subscription: string): string =>
  `${topic}/Subscriptions/${subscription}`;
