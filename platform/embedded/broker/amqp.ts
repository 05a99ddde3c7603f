import rhea, { type AmqpError, type Connection, type Delivery, type Receiver, type Sender } from 'rhea';

/** Parts of the library that its types leave out. */
const outcomes = rhea.message as unknown as { accepted(): Described; rejected(value: object): Described };
type Described = { described(): unknown };

/** Bytes: what Service Bus takes in its standard tier. */
export const MAX_TRANSFER_BYTES = 262_144;

/** The answer to what the other side says became of a delivery: that it is so. */
export const confirm = (delivery: Delivery): void => delivery.update(true, outcomes.accepted().described());

export const refuse = (delivery: Delivery, error: AmqpError): void =>
  delivery.update(true, outcomes.rejected({ error }).described());

export const LOCK_LOST: AmqpError = {
  condition: 'com.microsoft:message-lock-lost',
  description: 'The lock is not held any more: the message is, or will be, delivered again.',
};

/** Answers the attach of the other side with its own addresses. */
export const acceptLink = (link: Sender | Receiver): void => {
  link.set_source(link.source);
  link.set_target(link.target);
};

/** Size of messages that a receiver takes; it is said before the attach is written. */
export const limitSize = (receiver: Receiver): void => {
  const { local } = receiver as unknown as { local: { attach: { max_message_size: number } } };
  local.attach.max_message_size = MAX_TRANSFER_BYTES;
};

/** Says that there is nothing more for a consumer that asked for what there is (`drain`). */
export const endDrain = (sender: Sender): void => {
  sender.set_drained(true);
  (sender.connection as unknown as Record<'_register', () => void>)['_register']();
};

/** Sends the reply of a request-response node: by the link whose name or address the requester gave. */
export const reply = (connection: Connection, to: string, message: object): void => {
  connection
    .find_sender((sender: Sender) => sender.name === to || sender.target?.address === to)
    ?.send({
      ...message,
      toJSON: undefined,
    } as never);
};
