import type { CloudEvent } from './cloud-event.ts';

/** Events that were stored with the change that caused them and have not left the service yet. */
export interface Outbox {
  /** Oldest first. Empty also while another process has the lease to publish. */
  pending(limit: number): Promise<CloudEvent[]>;
  /** Forgets an event that was published. */
  settle(event: CloudEvent): Promise<void>;
  /** Puts an event aside that the service itself can never react to. */
  bury(event: CloudEvent, reason: string): Promise<void>;
  /** Takes back everything that was put aside, to be published and reacted to again. Answers how many events that are. */
  redrive(): Promise<number>;
}

/** Where events go. An event may come twice with the same id: delivery is at least once. */
export interface EventPublisher {
  publish(event: CloudEvent): Promise<void>;
  close(): Promise<void>;
}
