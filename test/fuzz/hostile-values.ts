import type { Random } from '../chaos/simulation/random.ts';

/** Texts that some reader, somewhere, trips over. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066txt',
  'é'.normalize('NFD').repeat(50),
  '\r\nContent-Length: 0\r\n\r\n',
  '../../../../etc/passwd',
  '..\\..\\windows',
  '%2e%2e%2f',
  '${{ secrets.TOKEN }}',
  '##vso[task.setvariable variable=x]y',
  "'; DROP TABLE projects; --",
  '" OR 1=1 --',
  '<script>alert(1)</script>',
  '{{constructor.constructor("return process")()}}',
  '$(id)`id`|id;id&&id',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-0',
  '1e999',
  '9'.repeat(400),
  'p-00000000-0000-7000-8000-000000000001',
  'p-local-00000000-0000-7000-8000-00000000000a',
  'p-fabrikam-00000000-0000-7000-8000-00000000000b',
  'r-0000000001',
  '2026-01-05T08:00:00.000Z',
  'a'.repeat(21_000),
  '👩‍👩‍👧‍👦'.repeat(200),
  'Keep a register of lab samples.',
  '?'.repeat(500),
  'Keep '.repeat(3_000),
];

const nested = (depth: number, leaf: unknown, inObject: boolean): unknown => {
  let value = leaf;
  for (let n = 0; n < depth; n += 1) value = inObject ? { a: value } : [value];
  return value;
};

/** A value that JSON can hold. */
export const hostileValue = (random: Random, depth = 0): unknown => {
  const kind = random.below(depth > 3 ? 8 : 13);
  switch (kind) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick([0, -0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER + 2, 5e-324, 2 ** 31, 200]);
    case 8:
      return Array.from({ length: random.below(6) }, () => hostileValue(random, depth + 1));
    case 9:
      return Object.fromEntries(
        Array.from({ length: random.below(6) }, () => [
          random.pick(HOSTILE_TEXTS).slice(0, 50),
          hostileValue(random, depth + 1),
        ]),
      );
    case 10:
      return nested(random.pick([10, 100, 1_000]), random.pick(HOSTILE_TEXTS), random.chance(0.5));
    case 11:
      return JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}') as unknown;
    case 12:
      return Array.from({ length: random.pick([100, 2_000]) }, (_, index) => index);
    default:
      return random.pick(HOSTILE_TEXTS);
  }
};

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** A copy of a good value with some of it replaced, left out, added or doubled. */
export const mutated = (random: Random, good: unknown): unknown => {
  if (!isBranch(good) || random.chance(0.1)) return hostileValue(random);
  if (Array.isArray(good)) {
    const items = good.map((item: unknown) => (random.chance(0.4) ? mutated(random, item) : item));
    return random.chance(0.3) ? [...items, ...items, hostileValue(random)] : items;
  }
  const entries = Object.entries(good);
  const target = random.below(Math.max(1, entries.length));
  const changed = entries.flatMap(([key, value], index): [string, unknown][] => {
    if (index !== target) return [[key, value]];
    switch (random.below(5)) {
      case 0:
        return [];
      case 1:
        return [[random.pick(HOSTILE_TEXTS).slice(0, 80), value]];
      case 2:
        return [[key, hostileValue(random)]];
      default:
        return [[key, mutated(random, value)]];
    }
  });
  if (random.chance(0.15)) changed.push([random.pick(HOSTILE_TEXTS).slice(0, 80), hostileValue(random)]);
  // A member named __proto__ is one like any other, as JSON.parse makes it.
  const copy: Record<string, unknown> = {};
  for (const [key, value] of changed)
    Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
};

const spliced = (random: Random, bytes: Buffer, inserted: Uint8Array): Buffer => {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + random.below(3))]);
};

const deeplyNested = (random: Random, text: string): Buffer => {
  const depth = random.pick([1_000, 20_000, 100_000]);
  const at = Math.max(1, text.lastIndexOf(':') + 1);
  return Buffer.from(
    `${text.slice(0, at)}${'['.repeat(depth)}1${']'.repeat(depth)}${'}'.repeat(text.match(/\}+$/)?.[0].length ?? 0)}`,
  );
};

/** Bytes of a body that is no good JSON, or is it in an unusual way. */
export const hostileBytes = (random: Random, value: unknown): Buffer => {
  const text = JSON.stringify(value) ?? 'undefined';
  const bytes = Buffer.from(text);
  switch (random.below(14)) {
    case 0:
      return bytes.subarray(0, random.below(bytes.length + 1));
    case 1:
      return spliced(random, bytes, Buffer.from([0xff, 0xfe, 0xc0, 0x80]));
    case 2:
      return spliced(random, bytes, Buffer.from([0]));
    case 3:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 4:
      return Buffer.from(text, 'utf16le');
    case 5:
      return Buffer.from(`${text}${text}`);
    case 6:
      return Buffer.from(text.replace('{', '{"kind":"abort","kind":"accept","text":1,'));
    case 7:
      return Buffer.from(text.replaceAll('"', "'"));
    case 8:
      return Buffer.from(`${text.slice(0, -1)},}`);
    case 9:
      return Buffer.from(
        random.pick(['NaN', 'undefined', 'Infinity', '{"a":NaN}', '// x', 'true', '"', '\ud800', '']),
      );
    case 10:
      return random.chance(0.2) ? deeplyNested(random, text) : Buffer.from(`[${text}]`);
    case 11:
      return random.chance(0.05) ? Buffer.alloc(1_100_000, 0x20) : Buffer.from(` \n\t${text}\r\n `);
    case 12:
      return Buffer.from(Array.from({ length: random.below(200) }, () => random.below(256)));
    default:
      return bytes;
  }
};
