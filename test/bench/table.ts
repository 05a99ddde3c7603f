const figure = (value: number): string => value.toFixed(2).padStart(10);

/** Prints rows of figures under a title; a dash where there is none. */
export const table = (
  title: string,
  columns: readonly string[],
  rows: readonly (readonly [string, ...(number | undefined)[]])[],
): void => {
  console.log(`\n${title.padEnd(28)}${columns.map((column) => column.padStart(10)).join('')}`);
  for (const [name, ...values] of rows) {
    const figures = values.map((value) => (value === undefined ? '–'.padStart(10) : figure(value)));
    console.log(name.padEnd(28) + figures.join(''));
  }
};
