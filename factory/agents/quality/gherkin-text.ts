/** One line of plain text: Gherkin ends a name at the line's end. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

const cell = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', '\\n').trim();

/** A data table, its columns aligned. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  const cells = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells.map((row) => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`);
};

export type Step = { keyword: 'Given' | 'When' | 'Then' | 'And'; text: string; table?: string[] };

export type ScenarioText = { name: string; tags: readonly string[]; steps: readonly Step[] };

const stepLines = ({ keyword, text, table: lines = [] }: Step): string[] => [
  `    ${keyword} ${oneLine(text)}`,
  ...lines.map((line) => `      ${line}`),
];

/** A feature file. `narrative` is what the story says, line by line; a line that Gherkin would read as a keyword is kept apart. */
export const featureText = (feature: {
  name: string;
  tags: readonly string[];
  narrative: readonly string[];
  scenarios: readonly ScenarioText[];
}): string => {
  const scenarios = feature.scenarios.flatMap(({ name, tags, steps }) => [
    '',
    `  ${tags.join(' ')}`,
    `  Scenario: ${oneLine(name)}`,
    ...steps.flatMap(stepLines),
  ]);
  return `${[
    feature.tags.join(' '),
    `Feature: ${oneLine(feature.name)}`,
    ...feature.narrative.map((line) => `  ${oneLine(line)}`),
    ...scenarios,
  ].join('\n')}\n`;
};
