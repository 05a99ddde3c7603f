import { expect, it } from 'vitest';

import { releaseAll, reserveAll, summed } from '#connectsoft/reservation';

class Shelf {
  readonly version = 1;
  readonly #left: Map<string, number>;
  readonly #id: string;

  constructor(id: string, left: Map<string, number>) {
    this.#id = id;
    this.#left = left;
  }

  reserve(key: string, quantity: number): boolean {
    if (this.#left.has(`${key} ${this.#id}`)) return true;
    const left = this.#left.get(this.#id) ?? 0;
    if (left < quantity) return false;
    this.#left.set(this.#id, left - quantity).set(`${key} ${this.#id}`, quantity);
    return true;
  }

  release(key: string): number {
    const quantity = this.#left.get(`${key} ${this.#id}`) ?? 0;
    this.#left.delete(`${key} ${this.#id}`);
    this.#left.set(this.#id, (this.#left.get(this.#id) ?? 0) + quantity);
    return quantity;
  }
}

const shelves = (left: Map<string, number>) => ({
  find: async (id: string) => (left.has(id) ? new Shelf(id, left) : undefined),
  save: async (shelf: Shelf) => shelf,
});

it('sums what is asked for, in the order of ids', () => {
  const quantities = [
    { id: 'b', quantity: 1 },
    { id: 'a', quantity: 2 },
    { id: 'b', quantity: 3 },
  ];
  expect(summed(quantities)).toEqual([
    { id: 'a', quantity: 2 },
    { id: 'b', quantity: 4 },
  ]);
});

it('takes all, and the same once under a key', async () => {
  const left = new Map([
    ['a', 3],
    ['b', 3],
  ]);
  const wanted = [
    { id: 'a', quantity: 1 },
    { id: 'b', quantity: 3 },
  ];
  expect(await reserveAll(shelves(left), 'k', wanted)).toBeUndefined();
  expect(await reserveAll(shelves(left), 'k', wanted)).toBeUndefined();
  expect([left.get('a'), left.get('b')]).toEqual([2, 0]);
  expect(await releaseAll(shelves(left), 'k', ['a', 'b', 'c'])).toEqual(wanted);
  expect([left.get('a'), left.get('b')]).toEqual([3, 3]);
});

it.each([
  ['c', 1, 'There is no c.'],
  ['b', 4, 'There are not 4 of b.'],
])('takes nothing where %s cannot be had %i times', async (id, quantity, reason) => {
  const left = new Map([
    ['a', 3],
    ['b', 3],
  ]);
  const wanted = [
    { id: 'a', quantity: 1 },
    { id, quantity },
  ];
  expect(await reserveAll(shelves(left), 'k', wanted)).toBe(reason);
  expect([left.get('a'), left.get('b')]).toEqual([3, 3]);
});
