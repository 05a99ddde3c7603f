/** Something that happened to an aggregate, in the past tense and kebab-case: `order-placed`. */
export type DomainEvent<Name extends string = string, Data extends object = object> = {
  name: Name;
  version: number;
  /** Id of the aggregate. */
  subject: string;
  data: Data;
};

/** Consistency boundary. Collects what happened until the repository stores it together with the change. */
export abstract class AggregateRoot<Event extends DomainEvent> {
  #events: Event[] = [];

  protected raise(event: Event): void {
    this.#events.push(event);
  }

  /** Hands over the events since the last call. */
  releaseEvents(): Event[] {
    return this.#events.splice(0);
  }
}
