const figure = (value: number): string => value.toFixed(2).padStart(10);

/** Prints a name and its figures; a dash where there is none. */
export const tableRow = ([name, ...values]: readonly [string, ...(number | undefined)[]]): void => {
  const figures = values.map((value) => (value === undefined ? '–'.padStart(10) : figure(value)));
  console.log(name.padEnd(28) + figures.join(''));
};

/** Prints rows of figures under a title. */
export const table = (
  title: string,
  columns: readonly string[],
  rows: readonly (readonly [string, ...(number | undefined)[]])[],
): void => {
  console.log(`\n${title.padEnd(28)}${columns.map((column) => column.padStart(10)).join('')}`);
  for (const row of rows) tableRow(row);
};
