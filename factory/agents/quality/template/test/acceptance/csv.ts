/** Reads RFC 4180 text into records by the names in its first row. */
export const parseCsv = (text: string): Record<string, string>[] => {
  const rows: string[][] = [[]];
  const cells = text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g);
  for (const [, cell = '', end = ''] of cells) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  const [head = [], ...records] = rows.filter((row) => row.length > 1 || row[0] !== '');
  return records.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
};
