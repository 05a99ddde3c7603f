import type { CloudEvent } from '#connectsoft/cloud-event';
import { createLogger } from '#connectsoft/logger';
import { ReactionDispatcher } from '#connectsoft/reaction-dispatcher';
import type { Reaction } from '#connectsoft/reaction';
import { contextOf, runInContext } from '#connectsoft/request-context';

const silent = createLogger({ level: 'silent', masked: [], write: () => undefined });

/** An event as it comes from a broker. */
export const receivedEvent = (type: string, subject: string, data: object, id = 'e1'): CloudEvent => ({
  specversion: '1.0',
  id,
  type,
  source: '/test',
  subject,
  time: '2026-02-08T09:30:00.000Z',
  datacontenttype: 'application/json',
  correlationid: 'c1',
  data,
});

/** Lets reactions have an event, at a time. */
export const deliver = (
  reactions: readonly Reaction[],
  event: CloudEvent,
  at: string = event.time,
): Promise<void> =>
  runInContext({ ...contextOf(undefined, undefined), now: new Date(at) }, () =>
    new ReactionDispatcher('test', reactions, silent).dispatch(event),
  );
