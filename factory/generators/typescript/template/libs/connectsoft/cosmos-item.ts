import { ErrorResponse, type Container, type JSONObject, type OperationInput } from '@azure/cosmos';

/** What every item of the container has. Names with `$` cannot meet those of fields. */
export type Item = { id: string; partitionKey: string; $kind: string };

export const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof ErrorResponse && error.code === status;

/** An item with what the store knows of it. */
export type Stored<T extends Item> = {
  item: T;
  etag: string;
  /** Milliseconds since 1970 of the last write, to the second. */
  writtenAt: number;
};

/** Takes an item apart that was read. The members with `_` are the store's own. */
export const storedOf = <T extends Item>(resource: T & { _etag: string; _ts: number }): Stored<T> => {
  const { _etag: etag, _ts: seconds, ...item } = resource;
  return { item: item as unknown as T, etag, writtenAt: seconds * 1_000 };
};

/** An item as the body of an operation: what is stored is JSON. */
export const bodyOf = (item: Item): JSONObject => item as unknown as JSONObject;

export const readItem = async <T extends Item>(
  container: Container,
  id: string,
  partitionKey: string,
): Promise<Stored<T> | undefined> => {
  const { resource } = await container.item(id, partitionKey).read<T>();
  return resource && storedOf(resource);
};

/** False when there is one with this id already. */
export const createItem = async (container: Container, item: Item): Promise<boolean> => {
  try {
    await container.items.create(item);
    return true;
  } catch (error) {
    if (hasStatus(error, 409)) return false;
    throw error;
  }
};

/** Replaces the version that was read; false when somebody else was faster. */
export const replaceItem = async (container: Container, item: Item, etag: string): Promise<boolean> => {
  try {
    await container
      .item(item.id, item.partitionKey)
      .replace(item, { accessCondition: { type: 'IfMatch', condition: etag } });
    return true;
  } catch (error) {
    if (hasStatus(error, 412) || hasStatus(error, 404)) return false;
    throw error;
  }
};

export const deleteItem = async (container: Container, id: string, partitionKey: string): Promise<void> => {
  try {
    await container.item(id, partitionKey).delete();
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
  }
};

/** One transaction within a partition. Answers the status of the operation that failed it, 200 when all was written. */
export const writeBatch = async (
  container: Container,
  partitionKey: string,
  operations: OperationInput[],
): Promise<number> => {
  const { result = [] } = await container.items.batch(operations, partitionKey);
  /** 424: failed because another one of the batch did. */
  const culprit = result.find(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
  return culprit?.statusCode ?? 200;
};
