import { createHash } from 'node:crypto';

/** Characters that Service Bus takes. */
const MAX_LENGTH = 128;

/** An id under which the broker drops repeats: itself, or its beginning and its hash where it is too long. */
export const messageIdOf = (id: string): string => {
  if (id.length <= MAX_LENGTH) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 32);
  return `${id.slice(0, MAX_LENGTH - hash.length - 1)}:${hash}`;
};
