import { createHash } from 'node:crypto';

export type StoredItem = {
  id: string;
  partitionKey: string;
  etag: string;
  /** As it is answered, with the members that the store adds. */
  document: object;
};

export type BatchOperation = {
  operationType: string;
  id?: string;
  ifMatch?: string;
  resourceBody?: { id: string; partitionKey: string };
};

type Outcome = { status: number; item?: StoredItem };

/** The items of a container: isolated by partition, each write with a new ETag, batches all or nothing. */
export class CosmosItems {
  #items = new Map<string, StoredItem>();
  #writes = 0;
  /** Seconds since 1970 that the next writes get. */
  now = Math.floor(Date.now() / 1_000);

  all(): StoredItem[] {
    return [...this.#items.values()];
  }

  /** Partitions are spread over two ranges by their key. */
  inRange(range: string): StoredItem[] {
    return this.all().filter(({ partitionKey }) => {
      const [first = 0] = createHash('sha256').update(partitionKey).digest();
      return String(first % 2) === range;
    });
  }

  read(partitionKey: string, id: string): Outcome {
    const item = this.#items.get(`${partitionKey}\n${id}`);
    return item ? { status: 200, item } : { status: 404 };
  }

  create(body: { id: string; partitionKey: string }): Outcome {
    if (this.read(body.partitionKey, body.id).item) return { status: 409 };
    return { status: 201, item: this.#store(body) };
  }

  replace(body: { id: string; partitionKey: string }, ifMatch: string | undefined): Outcome {
    const { item } = this.read(body.partitionKey, body.id);
    if (!item) return { status: 404 };
    if (ifMatch !== undefined && ifMatch !== item.etag) return { status: 412 };
    return { status: 200, item: this.#store(body) };
  }

  delete(partitionKey: string, id: string, ifMatch: string | undefined): Outcome {
    const { item } = this.read(partitionKey, id);
    if (!item) return { status: 404 };
    if (ifMatch !== undefined && ifMatch !== item.etag) return { status: 412 };
    this.#items.delete(`${partitionKey}\n${id}`);
    return { status: 204 };
  }

  /** Statuses of a transactional batch: when one fails, the others are 424 and nothing is written. */
  batch(partitionKey: string, operations: readonly BatchOperation[]): number[] {
    const before = new Map(this.#items);
    const statuses: number[] = [];
    for (const operation of operations) {
      const { status } = this.#apply(partitionKey, operation);
      statuses.push(status);
      if (status < 400) continue;
      this.#items = before;
      return operations.map((_, index) => (index === statuses.length - 1 ? status : 424));
    }
    return statuses;
  }

  #apply(partitionKey: string, { operationType, id = '', ifMatch, resourceBody }: BatchOperation): Outcome {
    if (resourceBody && resourceBody.partitionKey !== partitionKey) return { status: 400 };
    if (operationType === 'Create' && resourceBody) return this.create(resourceBody);
    if (operationType === 'Replace' && resourceBody) return this.replace(resourceBody, ifMatch);
    if (operationType === 'Delete') return this.delete(partitionKey, id, ifMatch);
    throw new Error(`The stub does not know the operation ${operationType}.`);
  }

  #store(body: { id: string; partitionKey: string }): StoredItem {
    this.#writes += 1;
    const etag = `"etag-${this.#writes}"`;
    const document = { ...body, _rid: `rid-${this.#writes}`, _etag: etag, _ts: this.now };
    const item = { id: body.id, partitionKey: body.partitionKey, etag, document };
    this.#items.set(`${body.partitionKey}\n${body.id}`, item);
    return item;
  }
}
