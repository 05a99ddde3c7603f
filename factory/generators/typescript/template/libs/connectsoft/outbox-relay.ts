import type { CloudEvent } from './cloud-event.ts';
import { publishTraced } from './event-telemetry.ts';
import type { Logger } from './logger.ts';
import type { EventPublisher, Outbox } from './outbox.ts';
import type { OwnReactions } from './own-reactions.ts';
import { record } from './telemetry.ts';

const batchSize = 100;
/** Milliseconds, and the longest wait after failures. */
const interval = 1_000;
const longestWait = 30_000;
/** Milliseconds in which a change that was told of is written. */
const soon = 10;

/** Publishes what is in the outbox, in order. A failure stops the round: nothing overtakes an event that did not leave. */
export class OutboxRelay {
  readonly #outbox: Outbox;
  readonly #publisher: EventPublisher;
  readonly #logger: Logger;
  readonly #reactions: OwnReactions | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wakening: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #failures = 0;

  /** `reactions`: what the service itself does after an event was published. */
  constructor(outbox: Outbox, publisher: EventPublisher, logger: Logger, reactions?: OwnReactions) {
    this.#outbox = outbox;
    this.#publisher = publisher;
    this.#logger = logger;
    this.#reactions = reactions;
  }

  /** `wait`: milliseconds between looks at the outbox. */
  start(wait = interval): void {
    const next = Math.min(wait * 2 ** this.#failures, longestWait);
    this.#timer = setTimeout(
      () => void this.flush().then(() => this.#timer && this.start(wait)),
      next,
    ).unref();
  }

  /** Looks at the outbox in a moment: an event is on its way into it. */
  wake(): void {
    this.#wakening ??= setTimeout(() => {
      this.#wakening = undefined;
      void (this.#round ?? Promise.resolve()).then(() => this.flush());
    }, soon).unref();
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
    clearTimeout(this.#wakening);
    this.#timer = undefined;
    await this.#reactions?.stop();
    await this.#round;
    await this.flush();
  }

  async #publishPending(): Promise<void> {
    try {
      let events = await this.#next();
      while (events.length > 0) {
        for (const event of events) {
          const sent = await publishTraced(this.#publisher, event);
          if (this.#reactions) this.#reactions.take(event, sent);
          else await this.#outbox.settle(event);
        }
        events = await this.#next();
      }
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      this.#logger.warn('events wait in the outbox', { error, failures: this.#failures });
    }
  }

  /** Events that are not published yet, oldest first. */
  async #next(): Promise<CloudEvent[]> {
    const inHand = this.#reactions?.inHand() ?? new Set();
    const events = await this.#outbox.pending(batchSize + inHand.size);
    record('connectsoft.outbox.waiting', events.length);
    return events.filter(({ id }) => !inHand.has(id));
  }
}
