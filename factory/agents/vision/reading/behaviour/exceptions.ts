import type { StatedBehaviour } from '../../../../domain/stated-behaviour.ts';
import { ahead, type Scan } from '../scan.ts';

/** Kinds that forbid or allow: an exception behind one takes back a part of what it says. */
const FORBIDS = new Set<StatedBehaviour['kind']>([
  'frozen',
  'gate',
  'window',
  'compare',
  'limit',
  'unique',
  'no-overlap',
  'permission',
  'floor',
  'own',
]);

const EXCEPTION = /^(?:except|unless|save for|apart from|other than|but not)(?: |$)/;

/** "…, except by treasurers", "… unless a manager agrees": what stands before does not hold as it stands. */
export const isExceptedAt = (scan: Scan, at: number): boolean => EXCEPTION.test(ahead(scan, at, 2));

export const isExcepted = (
  scan: Scan,
  next: number,
  reads: readonly { behaviour?: StatedBehaviour | undefined }[],
): boolean =>
  isExceptedAt(scan, next) &&
  reads.some(({ behaviour }) => behaviour !== undefined && FORBIDS.has(behaviour.kind));
