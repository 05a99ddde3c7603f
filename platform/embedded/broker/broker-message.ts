import { randomUUID } from 'node:crypto';

import rhea, { type Message } from 'rhea';

import type { OutgoingMessage, ReceivedMessage } from '../bus/bus-message.ts';

/** Many messages in one transfer: the body is their encodings. */
export const BATCH_FORMAT = 0x80_01_37_00;

type Data = { content?: unknown };

const isData = (body: unknown): body is Data =>
  typeof body === 'object' && body !== null && 'content' in body;

const decode = (encoded: Buffer): Message => rhea.message.decode(encoded) as unknown as Message;

/** The messages of a transfer, which is decoded where its format is 0. */
export const messagesOf = (format: number, transfer: Message | Buffer): Message[] => {
  if (format !== BATCH_FORMAT) return [Buffer.isBuffer(transfer) ? decode(transfer) : transfer];
  const { body } = Buffer.isBuffer(transfer) ? decode(transfer) : transfer;
  const content: unknown = isData(body) ? body.content : [];
  return [content].flat().map((part) => decode(part as Buffer));
};

/** As the bus keeps it: its encoding, so that nothing of it is lost. A message without an id gets one. */
export const toOutgoing = (message: Message): OutgoingMessage & { messageId: string } => ({
  messageId: String(message['message_id'] ?? randomUUID()),
  body: rhea.message.encode(message).toString('base64'),
});

/** As it is delivered: what was sent, and what the broker knows of it. */
export const toDelivery = (received: ReceivedMessage): Buffer => {
  const sent = decode(Buffer.from(received.body, 'base64'));
  return rhea.message.encode({
    ...sent,
    message_id: received.messageId,
    delivery_count: received.deliveryCount - 1,
    message_annotations: {
      ...(sent['message_annotations'] as object | undefined),
      'x-opt-sequence-number': rhea.types.wrap_long(received.sequenceNumber),
      'x-opt-enqueued-time': received.enqueuedAt,
      'x-opt-locked-until': received.lockedUntil,
    },
  });
};

/** Text of a message's data section; undefined where it has none. */
export const textOf = ({ body }: Message): string | undefined =>
  isData(body) && Buffer.isBuffer(body.content) ? body.content.toString('utf8') : undefined;
