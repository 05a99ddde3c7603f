import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

/** Rows of a data table, by the words of its head. */
export type Row = Record<string, string>;

export type ScenarioStep = { text: string; rows: Row[] };
export type Scenario = { name: string; tags: string[]; steps: ScenarioStep[] };
export type Feature = { name: string; tags: string[]; scenarios: Scenario[] };

type Cells = readonly { readonly value: string }[];

const rowsOf = (table: readonly { readonly cells: Cells }[]): Row[] => {
  const [head, ...rows] = table;
  return rows.map(({ cells }) =>
    Object.fromEntries(cells.map(({ value }, index) => [head?.cells[index]?.value ?? '', value])),
  );
};

const names = (tags: readonly { readonly name: string }[]): string[] => tags.map(({ name }) => name);

/** Reads a feature; a text that is no Gherkin is an error with its line. */
export const parseFeature = (text: string): Feature => {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher());
  const { feature } = parser.parse(text);
  if (!feature) throw new Error('The file holds no feature.');
  const scenarios = feature.children.flatMap(({ scenario }) => scenario ?? []);
  return {
    name: feature.name,
    tags: names(feature.tags),
    scenarios: scenarios.map(({ name, tags, steps }) => ({
      name,
      tags: names(tags),
      steps: steps.map((step) => ({ text: step.text, rows: rowsOf(step.dataTable?.rows ?? []) })),
    })),
  };
};
