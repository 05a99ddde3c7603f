/** Text in one style: the numbers of its last SGR sequences, in their order. */
export type Run = { text: string; style: readonly number[] };

type Screen = { lines: Run[][]; row: number; style: number[] };

// oxlint-disable-next-line no-control-regex -- sequences of a terminal begin with a control character
const SEQUENCE = /\u001B\[(?<private>\?)?(?<numbers>[\d;]*)(?<final>[A-Za-z])|\r?\n|\r/gu;

const lineOf = (screen: Screen): Run[] => {
  while (screen.lines.length <= screen.row) screen.lines.push([]);
  return screen.lines[screen.row] ?? [];
};

const write = (screen: Screen, text: string): void => {
  if (text !== '') lineOf(screen).push({ text, style: [...screen.style] });
};

const isColour = (number: number): boolean =>
  (number >= 30 && number <= 37) || (number >= 90 && number <= 97);

/** What a number leaves of a style: 0 nothing, 22 no weight, 39 no colour. */
const leaves: Readonly<Record<number, (number: number) => boolean>> = {
  0: () => false,
  22: (number) => number > 2,
  39: (number) => !isColour(number),
};

const styled = (style: readonly number[], numbers: readonly number[]): number[] =>
  (numbers.length === 0 ? [0] : numbers).reduce<number[]>(
    (all, number) => {
      const kept = leaves[number];
      return kept ? all.filter(kept) : [...all, number];
    },
    [...style],
  );

/** What a sequence does: style, cursor up, clear below, clear the line. Others change nothing that a picture shows. */
const obey = (screen: Screen, final: string, numbers: readonly number[]): void => {
  if (final === 'm') screen.style = styled(screen.style, numbers);
  if (final === 'A' || final === 'F') screen.row = Math.max(0, screen.row - (numbers[0] ?? 1));
  if (final === 'J') screen.lines.length = Math.min(screen.lines.length, screen.row);
  if (final === 'K') screen.lines[screen.row] = [];
};

/** The lines that a terminal shows at the end of what was written to it, without blank ones at the end. */
export const screenOf = (written: string): Run[][] => {
  const screen: Screen = { lines: [], row: 0, style: [] };
  let at = 0;
  for (const found of written.matchAll(SEQUENCE)) {
    write(screen, written.slice(at, found.index));
    at = found.index + found[0].length;
    const { numbers = '', final } = found.groups ?? {};
    if (final !== undefined) obey(screen, final, numbers === '' ? [] : numbers.split(';').map(Number));
    else if (found[0].endsWith('\n')) screen.row += 1;
  }
  write(screen, written.slice(at));
  const last = screen.lines.findLastIndex((line) => line.some(({ text }) => text.trim() !== ''));
  return screen.lines.slice(0, last + 1);
};
