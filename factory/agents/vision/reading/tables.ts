const ROW = /^\s*\|(.+)\|\s*$/;
const RULED = /^[\s|:-]+$/;

const cellsOf = (line: string): string[] =>
  (ROW.exec(line)?.[1] ?? '').split('|').map((cell) => cell.trim().replace(/^[`*]+|[`*]+$/g, ''));

const NAMES = /^(?:fields?|attributes?|propert(?:y|ies)|names?|columns?|data|key)$/i;
const FLAGS = /^(?:required|mandatory|optional|unique)$/i;

/** What a cell says of the field of its row: its type, or that the column's name holds of it. */
const said = (heading: string, cell: string): string[] => {
  if (!FLAGS.test(heading)) return /^(?:type|kind|format|data type)$/i.test(heading) && cell ? [cell] : [];
  const holds = /^(?:y|yes|true|x|✓|✔)$/i.test(cell);
  if (/^optional$|^unique$/i.test(heading)) return holds ? [heading] : [];
  return holds ? [] : ['optional'];
};

/** "| weight | number |" below "| field | type |" as an item of a list: "- weight (number)". Lines stay lines. */
export const tablesAsLists = (lines: readonly string[]): string[] => {
  let headings: string[] = [];
  return lines.map((line, index) => {
    if (!ROW.test(line)) {
      headings = [];
      return line;
    }
    const cells = cellsOf(line);
    const starts = headings.length === 0 && RULED.test(lines[index + 1] ?? 'x');
    if (starts && NAMES.test(cells[0] ?? '')) headings = cells;
    if (headings.length === 0) return line;
    if (headings === cells || RULED.test(line)) return '';
    const brackets = cells.slice(1).flatMap((cell, at) => said(headings[at + 1] ?? '', cell));
    return `- ${cells[0] ?? ''}${brackets.length > 0 ? ` (${brackets.join(', ')})` : ''}`;
  });
};
