import { setTimeout } from 'node:timers/promises';

import type { CloudEvent } from './cloud-event.ts';
import type { Logger } from './logger.ts';
import type { Outbox } from './outbox.ts';
import { isFinal } from './reaction.ts';
import { record } from './telemetry.ts';

export type OwnReactionsOptions = {
  dispatch: (event: CloudEvent) => Promise<void>;
  logger: Logger;
  /** Milliseconds before an event is tried again, by how often it was tried. */
  delayBefore?: (tries: number) => number;
  /** How often an event is tried before it is put aside. */
  mostTries?: number;
};

/** A quarter of a second, doubled with each try, at most half a minute. */
const growingDelay = (tries: number): number => Math.min(250 * 2 ** (tries - 1), 30_000);

/** About an hour with the delays above. */
const triesOfAnHour = 120;

/**
 * Hands the service's events to its own reactions after they were published. An event stays in the outbox until it was
 * applied, so that none is lost with the process. Subjects do not wait for each other.
 */
export class OwnReactions {
  readonly #outbox: Outbox;
  readonly #options: OwnReactionsOptions;
  readonly #stopping = new AbortController();
  /** What is in hand, by the id of the event; the last of each subject. */
  readonly #inHand = new Map<string, Promise<void>>();
  readonly #last = new Map<string, Promise<void>>();

  constructor(outbox: Outbox, options: OwnReactionsOptions) {
    this.#outbox = outbox;
    this.#options = options;
  }

  /** Ids of events that are published and may still be in the outbox. */
  inHand(): ReadonlySet<string> {
    return new Set(this.#inHand.keys());
  }

  /** `sent`: the event as it left, which carries its trace on. */
  take(event: CloudEvent, sent: CloudEvent = event): void {
    const before = this.#last.get(event.subject) ?? Promise.resolve();
    const end = before
      .then(() => this.#react(event, sent))
      .finally(() => {
        // What was not applied when the service stopped is published again after its next start, not before.
        if (!this.#stopping.signal.aborted) this.#inHand.delete(event.id);
        if (this.#last.get(event.subject) === end) this.#last.delete(event.subject);
      });
    this.#inHand.set(event.id, end);
    this.#last.set(event.subject, end);
  }

  /** Tries nothing again and resolves when what runs is done. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#inHand.values());
  }

  async #react(event: CloudEvent, sent: CloudEvent): Promise<void> {
    const { dispatch, logger, delayBefore = growingDelay, mostTries = triesOfAnHour } = this.#options;
    const { signal } = this.#stopping;
    for (let tries = 1; !signal.aborted; tries += 1)
      try {
        await dispatch(sent);
        return await this.#outbox.settle(event);
      } catch (error) {
        if (isFinal(error) || tries >= mostTries) return this.#bury(event, error, tries);
        logger.warn('event not applied yet', { event: event.id, deliveries: tries, error });
        await setTimeout(delayBefore(tries), undefined, { signal }).catch(() => undefined);
      }
  }

  async #bury(event: CloudEvent, error: unknown, deliveries: number): Promise<void> {
    const description = error instanceof Error ? error.message : String(error);
    record('connectsoft.events.put_aside', 1);
    this.#options.logger.error('event dead-lettered', { event: event.id, deliveries, description });
    try {
      await this.#outbox.bury(event, description);
    } catch (failure) {
      this.#options.logger.warn('event stays in the outbox', { event: event.id, error: failure });
    }
  }
}
