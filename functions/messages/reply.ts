import type { ReplyMessage } from '../../factory/domain/reply-message.ts';
import type { Clock } from '../../platform/ports.ts';
import type { MessageFacts } from './message-facts.ts';

type Of<M> = M extends { type: infer T; data: infer D } ? { type: T; data: D; subject?: string } : never;

/** Type and content of a reply. */
export type Said = Of<ReplyMessage>;

/** @param key the same for the same reply */
export const reply = (
  clock: Clock,
  { id, correlationId }: Pick<MessageFacts, 'id' | 'correlationId'>,
  { type, data, subject }: Said,
  key: string,
): ReplyMessage =>
  ({
    specversion: '1.0',
    id: `${key}:${type}`,
    source: '/factory',
    type,
    ...(subject === undefined ? {} : { subject }),
    time: clock.now().toISOString(),
    datacontenttype: 'application/json',
    correlationid: correlationId,
    causationid: id,
    data,
  }) as ReplyMessage;
