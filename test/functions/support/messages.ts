import type { ControlMessage } from '../../../factory/domain/control-message.ts';
import type { RequestMessage } from '../../../factory/domain/request-message.ts';

/** What another system would put on a queue. */
export const aMessage = (
  id: string,
  type: (RequestMessage | ControlMessage)['type'],
  data: unknown,
  more: Record<string, unknown> = {},
) => ({ specversion: '1.0', id, source: '/contoso/portal', type, data, ...more });

export const aCreate = (id: string, text = 'Log zorbles.', more: Record<string, unknown> = {}) =>
  aMessage(id, 'project.create.v1', { definition: { text } }, more);

export const aCancel = (id: string, data: object, more: Record<string, unknown> = {}) =>
  aMessage(id, 'project.cancel.v1', data, more);
