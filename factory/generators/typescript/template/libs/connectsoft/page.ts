/** Newest first. `after`: id of the last item of the page before. */
export type PageRequest = { limit: number; after?: string };

/** `next` is the `after` of the following page, absent on the last one. */
export type Page<Item> = { items: Item[]; next?: string };

/** Makes a page of up to `limit + 1` items that were read: one more than asked for means that there are more. */
export const pageOf = <Item extends { id: string }>(read: Item[], limit: number): Page<Item> => {
  const items = read.slice(0, limit);
  const last = items.at(-1);
  return read.length > limit && last ? { items, next: last.id } : { items };
};
