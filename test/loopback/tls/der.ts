/** The few types of ASN.1 that a certificate is made of, in DER. */
const length = (bytes: number): Buffer =>
  bytes < 0x80
    ? Buffer.from([bytes])
    : bytes < 0x100
      ? Buffer.from([0x81, bytes])
      : Buffer.from([0x82, bytes >> 8, bytes & 0xff]);

const tagged = (tag: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag]), length(content.length), content]);

export const sequence = (...items: Buffer[]): Buffer => tagged(0x30, Buffer.concat(items));
export const set = (...items: Buffer[]): Buffer => tagged(0x31, Buffer.concat(items));
/** @param bytes big-endian, the first bit not set */
export const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes);
export const bits = (content: Buffer): Buffer => tagged(0x03, Buffer.concat([Buffer.from([0]), content]));
export const octets = (content: Buffer): Buffer => tagged(0x04, content);
export const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text));
export const boolean = (value: boolean): Buffer => tagged(0x01, Buffer.from([value ? 0xff : 0]));
/** @param time between 1950 and 2049 */
export const utcTime = (time: Date): Buffer =>
  tagged(0x17, Buffer.from(`${time.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
/** Context-specific: constructed as a field, primitive as a choice. */
export const field = (number: number, content: Buffer): Buffer => tagged(0xa0 | number, content);
export const choice = (number: number, content: Buffer): Buffer => tagged(0x80 | number, content);

const base128 = (value: number): number[] => {
  const groups = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) groups.unshift((rest & 0x7f) | 0x80);
  return groups;
};

/** An object identifier as people write it: `2.5.29.17`. */
export const oid = (text: string): Buffer => {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
};
