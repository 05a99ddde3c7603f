/** Stands for whatever varies: within a line for some of it, alone on a line for any number of lines. */
const VARIES = '…';

const patternOf = (expected: string): RegExp =>
  new RegExp(
    `^${expected
      .trimEnd()
      .split(VARIES)
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
      .join('.+?')}$`,
  );

const linesOf = (text: string): string[] => (text.trim() === '' ? [] : text.trimEnd().split(/\r?\n/));

/** Where the output may go on after an expected line, from where it may have gone on before it. */
const after = (expected: string, before: readonly number[], actual: readonly string[]): number[] => {
  if (expected.trim() === VARIES) {
    const first = before[0] ?? 0;
    return Array.from({ length: actual.length - first + 1 }, (_, index) => first + index);
  }
  const pattern = patternOf(expected);
  return before.filter((at) => pattern.test(actual[at]?.trimEnd() ?? '')).map((at) => at + 1);
};

/** At most so many lines of output are shown where they differ. */
const SHOWN = 40;

const difference = (same: readonly string[], missing: readonly string[], found: readonly string[]): string =>
  [
    ...same.map((line) => `  ${line}`),
    ...missing.map((line) => `- ${line}`),
    ...found.slice(0, SHOWN).map((line) => `+ ${line}`),
    ...(found.length > SHOWN ? [`  (${found.length - SHOWN} more lines)`] : []),
  ].join('\n');

/**
 * Compares output with what is shown of it, line by line; blanks at the ends of lines do not count. Answers nothing where they
 * agree, else the expected lines that agree, the first that does not (`-`) and the output from there (`+`).
 */
export const differenceOf = (shown: string, output: string): string | undefined => {
  const [expected, actual] = [linesOf(shown), linesOf(output)];
  let places = [0];
  for (const [row, line] of expected.entries()) {
    const next = after(line, places, actual);
    if (next.length === 0) return difference(expected.slice(0, row), [line], actual.slice(places[0]));
    places = next;
  }
  return places.includes(actual.length)
    ? undefined
    : difference(expected, ['(the end)'], actual.slice(places.at(-1)));
};
