/** Service Bus writes a lock's UUID into the delivery tag as .NET writes a GUID: the first three groups backwards. */
const ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

const bytesOf = (token: string): Buffer => Buffer.from(token.replaceAll('-', ''), 'hex');

/** The delivery tag, 16 bytes, of a lock token (UUID). */
export const deliveryTag = (lockToken: string): Buffer => {
  const bytes = bytesOf(lockToken);
  return Buffer.from(ORDER.map((index) => bytes[index] ?? 0));
};

/** A UUID as it travels in a management request: 16 bytes, in order. */
export const lockTokenOf = (uuid: Uint8Array): string => {
  const hex = Buffer.from(uuid).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
