import type { Random } from './random.ts';

type Due = { time: number; order: number; number: number; action: () => void };

/** More than this is a loop that time does not end. */
const MOST_EVENTS = 40_000;

/** A virtual clock and what is due on it. What is due at the same instant comes in an order that the seed decides. */
export type Scheduler = {
  /** Milliseconds since 1970. */
  now(): number;
  at(time: number, action: () => void): void;
  /** Resolves at the same instant, after whatever else the seed lets come before. */
  turn(): Promise<void>;
  sleep(milliseconds: number): Promise<void>;
  /** Runs until nothing is due any more; answers how much was. Throws when there is no end. */
  run(): Promise<number>;
};

const isBefore = (a: Due, b: Due): boolean =>
  a.time !== b.time ? a.time < b.time : a.order !== b.order ? a.order < b.order : a.number < b.number;

const push = (heap: Due[], due: Due): void => {
  let index = heap.length;
  heap.push(due);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(due, heap[parent] as Due)) break;
    heap[index] = heap[parent] as Due;
    index = parent;
  }
  heap[index] = due;
};

const pop = (heap: Due[]): Due | undefined => {
  const first = heap[0];
  const last = heap.pop();
  if (heap.length === 0 || !last) return first;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Due, heap[child] as Due)) child += 1;
    if (!isBefore(heap[child] as Due, last)) break;
    heap[index] = heap[child] as Due;
    index = child;
  }
  heap[index] = last;
  return first;
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const createScheduler = (start: number, random: Random): Scheduler => {
  const heap: Due[] = [];
  let time = start;
  let number = 0;
  const at = (due: number, action: () => void): void =>
    push(heap, { time: Math.max(due, time), order: random.next(), number: number++, action });
  return {
    now: () => time,
    at,
    turn: () => new Promise((resolve) => at(time, resolve)),
    sleep: (milliseconds) => new Promise((resolve) => at(time + milliseconds, resolve)),
    async run() {
      let events = 0;
      for (let due = pop(heap); due; due = pop(heap)) {
        if ((events += 1) > MOST_EVENTS) throw new Error(`No end after ${MOST_EVENTS} events.`);
        time = due.time;
        due.action();
        // Everything that follows from it without waiting happens before what is due next.
        await settled();
      }
      return events;
    },
  };
};
