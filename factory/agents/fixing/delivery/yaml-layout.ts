import type { GeneratedFile } from '../../../domain/artifact.ts';
import { rewritten, withLine, type Change, type Suggest } from './change.ts';
import { endOfBlock, indentsAround, linesOf, shifted, stopsOf, type Line, type Stop } from './yaml-lines.ts';

/** How far before and after the place where a parser stops a mistake is looked for. */
const BEFORE = 4;
const AFTER = 3;

/** Tabs of the indentation are two spaces. */
export const withoutTabs = (content: string): string =>
  content.replaceAll(/^[ \t]*\t[ \t]*/gm, (space) => space.replaceAll('\t', '  '));

type Text = { content: string; cost: number };

/** A line, alone and with what stands below it, at each of the indentations that stand around it. */
export const movesOf = (content: string, lines: readonly Line[], line: Line): Text[] => {
  const end = endOfBlock(lines, line.index);
  return indentsAround(lines, line.index)
    .filter((indent) => indent !== line.indent)
    .flatMap((indent) => {
      const by = indent - line.indent;
      const alone = shifted(content, line.index, line.index + 1, by);
      const whole = shifted(content, line.index, end, by);
      return [
        { content: alone, cost: Math.abs(by) },
        ...(whole === alone ? [] : [{ content: whole, cost: Math.abs(by) + 0.5 }]),
      ];
    });
};

const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** What is missing from a line: a colon, a bracket, a quotation mark. */
const completions = (content: string, { index, text }: Line): Text[] => {
  const open = Object.entries(CLOSERS).filter(
    ([opener, closer]) => text.split(opener).length > text.split(closer).length,
  );
  const quotes = [`'`, `"`].filter((quote) => text.split(quote).length % 2 === 0);
  const written = [
    text.replace(/^(\s*(?:- )?[\w.-]+)(\s|$)/, '$1:$2'),
    text.replace(/^(\s*(?:- )?[\w.-]+):(?=\S)/, '$1: '),
    ...open.map(([, closer]) => text + closer),
    ...quotes.map((quote) => text + quote),
  ];
  return written
    .filter((line) => line !== text)
    .map((line) => ({ content: withLine(content, index, line), cost: 1 }));
};

/** Whether one line is followed by another of the same mapping: nothing less indented stands between them. */
const areSiblings = (lines: readonly Line[], one: Line, other: Line): boolean => {
  const [start, end] = [one.index, other.index].toSorted((a, b) => a - b);
  const between = lines.slice((start ?? 0) + 1, end);
  return between.every(
    ({ isBlank, indent, text }) =>
      isBlank || indent > one.indent || (indent === one.indent && !text.trimStart().startsWith('- ')),
  );
};

/** A key that stands twice: without the second, or without the first. */
const withoutTwins = (content: string, lines: readonly Line[], line: Line): Text[] => {
  const key = /^\s*([\w./-]+):/.exec(line.text)?.[1];
  const twins = lines.filter(
    (other) =>
      key !== undefined &&
      other.indent === line.indent &&
      other.text.trimStart().startsWith(`${key}:`) &&
      areSiblings(lines, line, other),
  );
  return twins.toReversed().map(({ index }, at) => {
    const end = endOfBlock(lines, index);
    const left = content.split('\n').filter((_, each) => each < index || each >= end);
    return { content: left.join('\n'), cost: at / 10 };
  });
};

const repairsAt = (content: string, stops: readonly Stop[]): Text[] => {
  const lines = linesOf(content);
  const twins = lines.filter(({ index }) => stops.some((stop) => stop.isTwin && stop.index === index));
  const near = lines.filter(
    (line) =>
      !line.isBlank && stops.some(({ index }) => line.index >= index - BEFORE && line.index <= index + AFTER),
  );
  return [
    ...twins.flatMap((line) => withoutTwins(content, lines, line)),
    ...near.flatMap((line) => [...movesOf(content, lines, line), ...completions(content, line)]),
  ];
};

const legible = ({ path, content }: GeneratedFile): Change[] => {
  const plain = withoutTabs(content);
  const stops = stopsOf(plain);
  if (stops.length === 0) return plain === content ? [] : [[{ path, content: plain }]];
  const readable = repairsAt(plain, stops)
    .filter((text) => stopsOf(text.content).length === 0)
    .toSorted((one, other) => one.cost - other.cost);
  const texts = new Set(readable.map((text) => text.content));
  return [...texts].slice(0, 16).map((text) => [{ path, content: text }]);
};

/** Makes a file readable that no parser can read: indentation, tabs, keys that stand twice, marks that are missing. */
export const readableYaml: Suggest = ({ file }, files) => {
  const broken = files.find(({ path }) => path === file && /\.ya?ml$/.test(path));
  return broken && stopsOf(broken.content).length > 0 ? legible(broken) : [];
};

const UNKNOWN = /unknown field "([^"]+)"|a field "([^"]+)"/;

/** Moves a key that its place does not know, with all below it, to the levels around it. */
export const movedKey: Suggest = ({ file, message }, files) => {
  const [, first, second] = UNKNOWN.exec(message) ?? [];
  const key = first ?? second;
  const within = files.find(({ path }) => path === file && /\.ya?ml$/.test(path));
  if (!within || key === undefined) return [];
  const lines = linesOf(within.content);
  return lines
    .filter(({ text }) => text.trimStart().startsWith(`${key}:`))
    .slice(0, 3)
    .flatMap((line) => movesOf(within.content, lines, line))
    .filter(({ content }) => stopsOf(content).length === 0)
    .toSorted((one, other) => one.cost - other.cost)
    .slice(0, 8)
    .flatMap(({ content }) => rewritten(within, content));
};
