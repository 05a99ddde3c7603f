import type { Clock } from './clock.ts';

const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export const isUuid = (value: string): boolean => canonical.test(value);

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/**
 * UUIDv7 (RFC 9562) that only ever grows within a process: the 12 bits after the milliseconds count, and borrow
 * from the next millisecond when they overflow. So the order of ids is the order of writes.
 */
export const uuidGenerator = (clock: Clock): (() => string) => {
  let milliseconds = 0;
  let counter = 0;
  return () => {
    const now = clock().getTime();
    if (now > milliseconds) {
      milliseconds = now;
      counter = 0;
    } else if (counter === 0xfff) {
      milliseconds += 1;
      counter = 0;
    } else {
      counter += 1;
    }
    const time = hex(milliseconds, 12);
    const [high, low] = crypto.getRandomValues(new Uint32Array(2)) as unknown as [number, number];
    const variant = hex(0x8000 | (high >>> 18), 4);
    const random = hex(low, 8) + hex(high & 0xffff, 4);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${variant}-${random}`;
  };
};
