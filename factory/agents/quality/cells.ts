import { shifted, type Duration } from '../../domain/duration.ts';
import type { PlannedAttribute } from '../../domain/product-plan.ts';
import type { Json } from './published-contract.ts';

const SECOND = 1_000;
const DAY = 86_400_000;

type Nature = PlannedAttribute['nature'];

/** An instant as people write it in a feature: no fraction of a second. */
export const instantCell = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** What a cell stands for as a number: a moment in milliseconds, or the number itself. */
export const numberIn = (nature: Nature, cell: string): number =>
  nature === 'date' || nature === 'instant' ? Date.parse(cell) : Number(cell);

/** The cell for a number, without the noise of binary fractions. */
export const cellFor = (nature: Nature, number: number): string => {
  if (nature === 'date') return new Date(number).toISOString().slice(0, 10);
  return nature === 'instant' ? instantCell(number) : String(Number(number.toFixed(6)));
};

/** The smallest step from one value to the next. */
export const unitOf = (nature: Nature, schema: Json): number => {
  if (nature === 'date') return DAY;
  if (nature === 'instant') return SECOND;
  return schema['type'] === 'integer' ? 1 : 0.01;
};

/** The moment a duration after one, or before it. */
export const after = (at: number, by: Duration, sign: 1 | -1 = 1): number =>
  shifted(new Date(at), by, sign).getTime();

/** Midnight (UTC) of the day of a moment. */
export const dayOf = (at: number): number => at - (at % DAY);

export { DAY, SECOND };
