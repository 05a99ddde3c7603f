import type { Container } from '@azure/cosmos';

import type { Clock } from './clock.ts';
import { createItem, readItem, replaceItem, type Item } from './cosmos-item.ts';

/** Milliseconds that a lease lasts without being renewed. */
const duration = 30_000;

type LeaseItem = Item & { owner: string; until: number };

/** At most one of many processes holds it; another one takes over when its owner is gone. */
export class CosmosLease {
  readonly #container: Container;
  readonly #name: string;
  readonly #clock: Clock;
  readonly #owner = crypto.randomUUID();
  #until = 0;

  constructor(container: Container, name: string, clock: Clock) {
    this.#container = container;
    this.#name = name;
    this.#clock = clock;
  }

  /** Takes or renews the lease; false while somebody else has it. */
  async hold(): Promise<boolean> {
    const now = this.#clock().getTime();
    if (this.#until - now > duration / 2) return true;
    const wanted: LeaseItem = {
      id: 'lease',
      partitionKey: `lease:${this.#name}`,
      $kind: '$lease',
      owner: this.#owner,
      until: now + duration,
    };
    const present = await readItem<LeaseItem>(this.#container, wanted.id, wanted.partitionKey);
    const isFree = !present || present.item.owner === this.#owner || present.item.until < now;
    const isHeld = isFree && (await this.#take(wanted, present?.etag));
    this.#until = isHeld ? wanted.until : 0;
    return isHeld;
  }

  #take(wanted: LeaseItem, etag: string | undefined): Promise<boolean> {
    return etag === undefined
      ? createItem(this.#container, wanted)
      : replaceItem(this.#container, wanted, etag);
  }
}
