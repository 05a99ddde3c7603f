import { lower, use, type Draft, type Scan } from './scan.ts';

const FORMATS: ReadonlyMap<string, 'csv' | 'ndjson'> = new Map([
  ['csv', 'csv'],
  ['ndjson', 'ndjson'],
  ['jsonl', 'ndjson'],
  ['json', 'ndjson'],
  ['json-lines', 'ndjson'],
]);
/** Words between and around the names of formats: "as a CSV file or in JSON". */
const AROUND =
  /^(?:an?|the|and|or|as|to|in|line|newline-delimited|file|format|comma|separated|comma-separated|value)$/;

const bare = (scan: Scan, at: number): string => lower(scan, at).replace(/s$/, '');

/** Whether an export format is named right after a preposition. */
export const namesFormat = (scan: Scan, at: number): boolean =>
  /^(?:as|to|in|into)$/.test(lower(scan, at)) &&
  [1, 2, 3].some((offset) => FORMATS.has(bare(scan, at + offset)));

/** "as CSV and JSON": formats from a preposition on. Answers where they end. */
export const readFormats = (scan: Scan, at: number, into: Draft): number => {
  let next = at;
  while (next < scan.words.length) {
    const word = bare(scan, next);
    const format = FORMATS.get(word);
    if (!format && !AROUND.test(word)) break;
    if (format && !into.constraints.some(({ value }) => value === format))
      into.constraints.push({ kind: 'format', value: format });
    use(scan, next, next + 1);
    next += 1;
    if (/[.;:]/.test(scan.words[next - 1]?.close ?? '')) break;
  }
  return next;
};
