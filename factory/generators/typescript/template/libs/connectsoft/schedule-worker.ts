import type { Logger } from './logger.ts';

/** Does what is due, again and again. A failure is logged, and tried again in the next round. */
export class ScheduleWorker {
  readonly #doDue: () => Promise<number>;
  readonly #logger: Logger;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  /** `doDue` answers how much it did. */
  constructor(doDue: () => Promise<number>, logger: Logger) {
    this.#doDue = doDue;
    this.#logger = logger;
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
      if (done > 0) this.#logger.info('schedules', { done });
    } catch (error) {
      this.#logger.warn('schedules wait for the next round', { error });
    }
  }
}
