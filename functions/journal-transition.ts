import type { ServiceBusTopicHandler } from '@azure/functions';

import { tenantOfProject } from '../factory/domain/tenant.ts';
import { transitionEventSchema, type TransitionEvent } from '../factory/domain/transition-event.ts';
import type { EventJournal } from '../platform/ports.ts';
import { rejectedMessage, rejectedQueue } from './events/rejected-message.ts';
import { bodyErrors } from './http/field-errors.ts';
import { isDeeperThan, MAX_JSON_DEPTH } from './json-depth.ts';
import { oneLine } from './one-line.ts';

type Read = { event: TransitionEvent; tenant: string } | { reason: string };

const read = (message: unknown): Read => {
  if (isDeeperThan(message, MAX_JSON_DEPTH)) return { reason: 'nests too deep' };
  const event = transitionEventSchema.safeParse(message);
  if (!event.success)
    return {
      reason: bodyErrors(event.error)
        .map(({ detail }) => detail)
        .join('; '),
    };
  const tenant = tenantOfProject(event.data.projectid);
  return tenant === undefined
    ? { reason: 'projectid is not the id of a project' }
    : { event: event.data, tenant };
};

/** Topic `factory-events`, subscription `journal`: keeps every transition for the event stream. */
export const journalTransition =
  (journalOf: (tenant: string) => EventJournal): ServiceBusTopicHandler =>
  async (message, context) => {
    const found = read(message);
    if ('event' in found) {
      await journalOf(found.tenant).append(found.event);
      return;
    }
    const rejected = rejectedMessage('factory-events/journal', found.reason, message);
    context.warn(`Not a transition event: ${oneLine(rejected.reason)}`);
    context.extraOutputs.set(rejectedQueue, rejected);
  };
