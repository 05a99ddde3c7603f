import type { Connection, Message } from 'rhea';

import { reply } from './amqp.ts';

/** Claims-based security, node `$cbs`: a token says which namespace a connection is about. */
export const answerClaim = (
  connection: Connection,
  request: Message,
  claimed: (token: string) => boolean,
): void => {
  const isValid = claimed(String(request['body']));
  reply(connection, String(request['reply_to']), {
    correlation_id: request['message_id'],
    application_properties: isValid
      ? { 'status-code': 202, 'status-description': 'Accepted' }
      : { 'status-code': 401, 'status-description': 'The token is not valid here.' },
    body: '',
  });
};
