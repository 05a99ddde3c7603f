import type { DomainEvent } from './aggregate-root.ts';
import type { Clock } from './clock.ts';
import { currentContext, requestTime } from './request-context.ts';
import { uuidGenerator } from './uuid.ts';

/** CloudEvents 1.0 in its JSON format. `correlationid`, `causationid` and `traceparent` are extension attributes. */
export type CloudEvent<Data extends object = object> = {
  specversion: '1.0';
  id: string;
  type: string;
  source: string;
  /** Id of the aggregate. */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  correlationid?: string;
  /** Id of the event that this one is a reaction to. */
  causationid?: string;
  traceparent?: string;
  data: Data;
};

export type Envelope = (event: DomainEvent) => CloudEvent;

/** Ids grow, so that a set of envelopes sorted by id is in the order in which things happened. */
export const envelopeOf = (service: string, clock: Clock): Envelope => {
  const nextId = uuidGenerator(clock);
  return ({ name, version, subject, data }) => {
    const context = currentContext();
    return {
      specversion: '1.0',
      id: nextId(),
      type: `com.connectsoft.${service}.${name}.v${version}`,
      source: `/${service}`,
      subject,
      time: requestTime(clock).toISOString(),
      datacontenttype: 'application/json',
      ...(context && { correlationid: context.correlationId, traceparent: context.traceparent }),
      ...(context?.causationId && { causationid: context.causationId }),
      data,
    };
  };
};
