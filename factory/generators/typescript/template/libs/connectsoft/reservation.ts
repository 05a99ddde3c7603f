import { optimistically } from './optimistic-concurrency.ts';

/** So many of one aggregate. */
export type Quantity = { id: string; quantity: number };

/** An aggregate of which others put amounts aside under a key. Asking again under the same key changes nothing. */
type Reservable = {
  version: number;
  /** False where there is not enough. */
  reserve(key: string, quantity: number): boolean;
  /** Answers how much was given back. */
  release(key: string): number;
};

type Repository<Stock extends Reservable> = {
  find(id: string): Promise<Stock | undefined>;
  save(stock: Stock): Promise<Stock>;
};

/** One quantity for each id, in the order of ids, so that those who want the same take it in the same order. */
export const summed = (quantities: readonly Quantity[]): Quantity[] => {
  const sums = new Map<string, number>();
  for (const { id, quantity } of quantities) sums.set(id, (sums.get(id) ?? 0) + quantity);
  return [...sums]
    .map(([id, quantity]) => ({ id, quantity }))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
};

const reserveOne = <Stock extends Reservable>(
  repository: Repository<Stock>,
  key: string,
  { id, quantity }: Quantity,
): Promise<string | undefined> =>
  optimistically(undefined, async () => {
    const stock = await repository.find(id);
    if (!stock) return `There is no ${id}.`;
    if (!stock.reserve(key, quantity)) return `There are not ${quantity} of ${id}.`;
    await repository.save(stock);
    return undefined;
  });

const releaseOne = <Stock extends Reservable>(
  repository: Repository<Stock>,
  key: string,
  id: string,
): Promise<number> =>
  optimistically(undefined, async () => {
    const stock = await repository.find(id);
    const quantity = stock?.release(key) ?? 0;
    if (stock && quantity > 0) await repository.save(stock);
    return quantity;
  });

/** Gives back what was put aside under a key, and answers what that was. */
export const releaseAll = async <Stock extends Reservable>(
  repository: Repository<Stock>,
  key: string,
  ids: readonly string[],
): Promise<Quantity[]> => {
  const released: Quantity[] = [];
  for (const id of ids) released.push({ id, quantity: await releaseOne(repository, key, id) });
  return released.filter(({ quantity }) => quantity > 0);
};

/** Puts all of it aside under a key, or nothing: then it answers why. */
export const reserveAll = async <Stock extends Reservable>(
  repository: Repository<Stock>,
  key: string,
  wanted: readonly Quantity[],
): Promise<string | undefined> => {
  for (const quantity of wanted) {
    const refusal = await reserveOne(repository, key, quantity);
    if (refusal === undefined) continue;
    await releaseAll(
      repository,
      key,
      wanted.map((one) => one.id),
    );
    return refusal;
  }
  return undefined;
};
