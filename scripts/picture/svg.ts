import type { Run } from './screen.ts';

const FONT = 13;
const LINE = 17;
const CHARACTER = 7.83;
const MARGIN = 18;

/** Colours by SGR number, on the picture's dark ground. */
const COLOURS: Readonly<Record<number, string>> = {
  2: '#8b949e',
  31: '#ff7b72',
  32: '#3fb950',
  33: '#d29922',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#56d4dd',
  90: '#8b949e',
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const spanOf = ({ text, style }: Run): string => {
  const colour = style.map((number) => COLOURS[number]).findLast((each) => each !== undefined);
  const attributes = [
    ...(colour ? [`fill="${colour}"`] : []),
    ...(style.includes(1) ? ['font-weight="bold"'] : []),
  ];
  // Blanks at an end and in a row stay as they are in every browser.
  const shown = escaped(text).replaceAll(' ', '\u00A0');
  return attributes.length === 0 ? shown : `<tspan ${attributes.join(' ')}>${shown}</tspan>`;
};

/** A picture of lines of a terminal. */
export const svgOf = (lines: readonly (readonly Run[])[]): string => {
  const longest = Math.max(0, ...lines.map((line) => [...line.map(({ text }) => text).join('')].length));
  const width = Math.ceil(longest * CHARACTER) + 2 * MARGIN;
  const height = lines.length * LINE + 2 * MARGIN - 8;
  const texts = lines.map(
    (line, index) => `<text x="${MARGIN}" y="${28 + index * LINE}">${line.map(spanOf).join('')}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Output of a run">`,
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${FONT}" fill="#e6edf3" xml:space="preserve">`,
    ...texts,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
};
