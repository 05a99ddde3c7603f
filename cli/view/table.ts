import { displayWidth, padToWidth } from './display-width.ts';
import { fit } from './printable.ts';

/** Rows under a header, columns padded to their widest cell. The last column may be cut to keep to `width`. */
export const table = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string[] => {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => displayWidth(row[column] ?? ''))));
  return all.map((row) =>
    fit(
      row
        .map((cell, column) => padToWidth(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
      width,
    ),
  );
};
