import { faulty } from './problem.ts';
import { isUuid } from './uuid.ts';

/** A place in a sequence, opaque to callers: the id of the last item of a page. */
export const toCursor = (id: string | undefined): string | undefined =>
  id && Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

/** The id in a cursor. Throws a validation problem when it is none of ours. */
export const fromCursor = (cursor: string | undefined): string | undefined => {
  if (cursor === undefined) return undefined;
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (isUuid(id) && toCursor(id) === cursor) return id;
  throw faulty('validation', [
    { parameter: 'cursor', detail: 'cursor must be the nextCursor of an earlier page' },
  ]);
};
