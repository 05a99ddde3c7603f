/** Spreadsheets take a text that begins like this for a formula. Numbers are no text. */
const formula = /^[=+\-@\t\r]/;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll(`"`, `""`)}"` : text);

const cell = (value: unknown): string => {
  if (value === undefined) return '';
  if (typeof value !== 'string')
    return quoted(typeof value === 'object' ? JSON.stringify(value) : String(value));
  return quoted(formula.test(value) ? `'${value}` : value);
};

const line = (cells: readonly unknown[]): string => `${cells.map(cell).join(',')}\r\n`;

/** RFC 4180 with a header row; text that a spreadsheet would calculate is prefixed with `'`. */
export async function* csv<Row extends object>(
  columns: readonly (keyof Row & string)[],
  rows: AsyncIterable<Row>,
): AsyncIterable<string> {
  yield line(columns);
  for await (const row of rows) yield line(columns.map((column) => row[column]));
}
