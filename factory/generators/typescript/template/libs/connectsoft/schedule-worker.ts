import type { Logger } from './logger.ts';
import { errorTypeOf, record } from './telemetry.ts';

/** Does what is due, again and again. A failure is logged, and tried again in the next round. */
export class ScheduleWorker {
  readonly #doDue: () => Promise<number>;
  readonly #logger: Logger;
  readonly #what: string;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  /** `doDue` answers how much it did, `what` says of what in the log. */
  constructor(doDue: () => Promise<number>, logger: Logger, what = 'schedules') {
    this.#doDue = doDue;
    this.#logger = logger;
    this.#what = what;
  }

  /** `seconds` between two rounds. */
  start(seconds: number): void {
    this.#timer = setTimeout(() => {
      this.#round = this.#work().finally(() => {
        if (this.#timer) this.start(seconds);
      });
    }, seconds * 1_000).unref();
  }

  /** Resolves when the round that runs is done. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#round;
  }

  async #work(): Promise<void> {
    try {
      const done = await this.#doDue();
      record('connectsoft.schedule.runs', 1, { 'connectsoft.schedule': this.#what });
      if (done > 0) this.#logger.info(this.#what, { done });
    } catch (error) {
      const failed = { 'connectsoft.schedule': this.#what, 'error.type': errorTypeOf(error) };
      record('connectsoft.schedule.runs', 1, failed);
      this.#logger.warn(`${this.#what} wait for the next round`, { error });
    }
  }
}
