import type { Logger } from './logger.ts';
import type { EventPublisher, Outbox } from './outbox.ts';

const batchSize = 100;
/** Milliseconds, and the longest wait after failures. */
const interval = 1_000;
const longestWait = 30_000;

/** Publishes what is in the outbox, in order. A failure stops the round: nothing overtakes an event that did not leave. */
export class OutboxRelay {
  readonly #outbox: Outbox;
  readonly #publisher: EventPublisher;
  readonly #logger: Logger;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #failures = 0;

  constructor(outbox: Outbox, publisher: EventPublisher, logger: Logger) {
    this.#outbox = outbox;
    this.#publisher = publisher;
    this.#logger = logger;
  }

  /** `wait`: milliseconds between looks at the outbox. */
  start(wait = interval): void {
    const next = Math.min(wait * 2 ** this.#failures, longestWait);
    this.#timer = setTimeout(
      () => void this.flush().then(() => this.#timer && this.start(wait)),
      next,
    ).unref();
  }

  /** Resolves when everything that was pending has left, or the first failure stopped it. Never rejects. */
  flush(): Promise<void> {
    this.#round ??= this.#publishPending().finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#round;
    await this.flush();
  }

  async #publishPending(): Promise<void> {
    try {
      let events = await this.#outbox.pending(batchSize);
      while (events.length > 0) {
        for (const event of events) {
          await this.#publisher.publish(event);
          await this.#outbox.settle(event);
        }
        events = await this.#outbox.pending(batchSize);
      }
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      this.#logger.warn('events wait in the outbox', { error, failures: this.#failures });
    }
  }
}
