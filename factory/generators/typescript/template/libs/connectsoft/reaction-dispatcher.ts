import type { CloudEvent } from './cloud-event.ts';
import { reactTraced } from './event-telemetry.ts';
import type { Logger } from './logger.ts';
import { isFinal, type ReceivedEvent, type Reaction } from './reaction.ts';
import { contextOf, currentContext, runInContext, type RequestContext } from './request-context.ts';

/** Runs reactions to events: in the context of what caused them, and one after the other for each subject. */
export class ReactionDispatcher {
  readonly #service: string;
  readonly #reactions: readonly Reaction[];
  readonly #logger: Logger;
  /** The last event in hand, by subject. */
  readonly #last = new Map<string, Promise<void>>();

  constructor(service: string, reactions: readonly Reaction[], logger: Logger) {
    this.#service = service;
    this.#reactions = reactions;
    this.#logger = logger;
  }

  /** Resolves when every reaction was applied; rejects with the reason why one was not. */
  async dispatch(event: CloudEvent): Promise<void> {
    const reactions = this.#reactions.filter(({ type }) => type === event.type);
    if (reactions.length === 0) return;
    const before = this.#last.get(event.subject) ?? Promise.resolve();
    const turn = before.then(() => this.#apply(event, reactions));
    // The next one waits for this one's end, not for its success.
    const end = turn.catch(() => undefined);
    this.#last.set(event.subject, end);
    try {
      await turn;
    } finally {
      if (this.#last.get(event.subject) === end) this.#last.delete(event.subject);
    }
  }

  async #apply(event: CloudEvent, reactions: readonly Reaction[]): Promise<void> {
    const failures: unknown[] = [];
    for (const reaction of reactions)
      try {
        await reactTraced(event, reaction.name, this.#contextFor(event), (context) =>
          runInContext(context, () => this.#run(event, reaction)),
        );
      } catch (failure) {
        failures.push(failure);
      }
    // As long as one of them may succeed, the event comes again; what was applied is not applied twice.
    if (failures.length > 0) throw failures.find((failure) => !isFinal(failure)) ?? failures[0];
  }

  async #run(event: CloudEvent, { name, check, apply }: Reaction): Promise<void> {
    check?.(event.data);
    await apply(event as unknown as ReceivedEvent<never>);
    this.#logger.info('reacted', { reaction: name, event: event.id });
  }

  #contextFor(event: CloudEvent): RequestContext {
    const request = currentContext();
    return {
      ...request,
      ...contextOf(event.correlationid ?? request?.correlationId, event.traceparent ?? request?.traceparent),
      actor: { name: this.#service, roles: [], isService: true },
      causationId: event.id,
    };
  }
}
