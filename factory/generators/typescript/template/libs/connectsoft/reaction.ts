import type { CloudEvent } from './cloud-event.ts';
import { ConcurrentChangeError, DomainError, NotFoundError, UnknownReferenceError } from './domain-error.ts';

/** An event as a reaction sees it. `subject`: what it is about; `time`: RFC 3339. */
export type ReceivedEvent<Data extends object = object> = Pick<
  CloudEvent<Data>,
  'id' | 'subject' | 'time' | 'data'
>;

/** What the service does when an event arrives. */
export type Reaction = {
  name: string;
  /** `type` of the events that it is about. */
  type: string;
  /** Throws a NeverApplicable for data that is not what the reaction reads. */
  check?: (data: unknown) => void;
  apply: (event: ReceivedEvent<never>) => Promise<void>;
};

/** It cannot be applied now; another delivery may succeed. */
export class NotYetApplicable extends Error {
  override name = 'NotYetApplicable';
}

/** No delivery will ever succeed. */
export class NeverApplicable extends Error {
  override name = 'NeverApplicable';
}

/** Refusals that may not be the last word: what is missing can still come, what was in the way can go. */
const passing = [NotFoundError, UnknownReferenceError, ConcurrentChangeError];

/** Whether a failure says that no delivery will ever succeed: the business refuses it. */
export const isFinal = (error: unknown): boolean =>
  error instanceof NeverApplicable ||
  (error instanceof DomainError && !passing.some((type) => error instanceof type));
