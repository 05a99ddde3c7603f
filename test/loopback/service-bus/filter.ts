import type { Message } from 'rhea';

import { parseSqlFilter, type SqlValue } from './sql-filter.ts';

/** What a subscription takes, as Service Bus has it; without one it takes everything. */
export type Filter =
  | { sql: string }
  | {
      correlationId?: string;
      /** In AMQP: `subject`. */
      label?: string;
      messageId?: string;
      contentType?: string;
      applicationProperties?: Record<string, string | number | boolean>;
    };

const systemProperties: Readonly<Record<string, string>> = {
  messageid: 'message_id',
  correlationid: 'correlation_id',
  label: 'subject',
  contenttype: 'content_type',
  to: 'to',
  replyto: 'reply_to',
};

const propertiesOf = (message: Message) =>
  (message['application_properties'] ?? {}) as Record<string, SqlValue | undefined>;

const valueOf =
  (message: Message) =>
  (scope: 'sys' | 'user', name: string): SqlValue | undefined => {
    if (scope === 'user') return propertiesOf(message)[name];
    const property = systemProperties[name.toLowerCase()];
    if (property === undefined) throw new Error(`There is no system property '${name}'.`);
    return (message as unknown as Record<string, SqlValue | undefined>)[property];
  };

/** Throws for a filter that Service Bus would not take. */
export const matcherOf = (filter: Filter | undefined): ((message: Message) => boolean) => {
  if (filter === undefined) return () => true;
  if ('sql' in filter) {
    const holds = parseSqlFilter(filter.sql);
    return (message) => holds(valueOf(message));
  }
  const { applicationProperties = {}, ...system } = filter;
  if (Object.keys(applicationProperties).length + Object.keys(system).length === 0)
    throw new Error('A correlation filter has one property at least.');
  return (message) =>
    Object.entries(system).every(([name, value]) => valueOf(message)('sys', name) === value) &&
    Object.entries(applicationProperties).every(([name, value]) => propertiesOf(message)[name] === value);
};
