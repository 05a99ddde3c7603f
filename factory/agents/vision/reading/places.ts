import { numberOf } from './behaviour/grammar.ts';
import { ahead, use, type Constraint, type Scan } from './scan.ts';

/** "30 seats", "at most 30 participants": how many it takes. */
const PLACES =
  /^(?:(?:at most|up to|no more than|a maximum of|maximum|max|room for|space for)(?: up to)? ([\p{L}\d]+) (?:seats|places|spots|slots|people|persons|participants|guests|attendees|visitors|members|passengers|players|students|children)|(\d+) (?:seats|places|spots|slots))(?: |$)/u;

/** A number of places among the attributes; where it ends. */
export const readPlaces = (scan: Scan, at: number, constraints: Constraint[]): number | undefined => {
  const found = PLACES.exec(`${ahead(scan, at, 6)} `);
  const places = numberOf(found?.[1] ?? found?.[2] ?? '');
  if (!found || places === undefined) return undefined;
  const next = at + found[0].trim().split(' ').length;
  use(scan, at, next);
  constraints.push({ kind: 'capacity', value: String(places) }, { kind: 'as-said', value: found[0].trim() });
  return next;
};
