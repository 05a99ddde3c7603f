import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

type Rows = readonly { cells: readonly unknown[] }[];

const rows = (of: Rows | undefined): string => (of ?? []).map(({ cells }) => cells.length).join(',');

/** The features, scenarios, steps and tables of a feature file, with tags and the steps' first words, without names and cells. */
export const gherkinSkeleton = (text: string): string => {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher());
  const { feature, comments } = parser.parse(text);
  const scenarios = (feature?.children ?? []).map(({ background, rule, scenario }) =>
    [
      background || rule ? 'background or rule' : '',
      scenario?.keyword,
      ...(scenario?.tags ?? []).map(({ name }) => name),
      scenario?.examples.length,
      (scenario?.description ?? '') === '' ? '' : 'description',
      ...(scenario?.steps ?? []).map(
        ({ keyword, dataTable, docString }) =>
          `${keyword}${docString ? 'text' : ''}(${rows(dataTable?.rows)})`,
      ),
    ].join(' '),
  );
  const narrative = (feature?.description ?? '').split('\n').length;
  return [
    feature?.language,
    (feature?.tags ?? []).map(({ name }) => name).join(' '),
    `${narrative} lines, ${comments.length} comments`,
    ...scenarios,
  ].join('\n');
};
