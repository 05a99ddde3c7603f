import type { Outcome } from './fix-rounds.ts';

export type Row = Omit<Outcome, 'files'> & {
  seed: number;
  operator: string;
  path: string;
  /** Byte for byte as before the mistake. Otherwise the checks are content with something else. */
  restored: boolean;
};

const isRepaired = ({ result, strategies }: Row): boolean =>
  result === 'fixed' && !strategies.some((strategy) => strategy.startsWith('regenerate'));

const counts = (rows: readonly Row[]): string => {
  const of = (result: Row['result']): number => rows.filter((row) => row.result === result).length;
  const found = rows.length - of('not found');
  const repaired = rows.filter(isRepaired).length;
  return `${rows.length} planted, ${found} found, ${of('fixed')} fixed (${repaired} without regeneration), ${of('escalated')} escalated, ${of('not found')} not found`;
};

const byStrategy = (rows: readonly Row[]): string =>
  [...Map.groupBy(rows, ({ strategies }) => strategies.at(-1) ?? 'none')]
    .map(([strategy, by]) => `${strategy} ${by.length}`)
    .toSorted()
    .join(', ') || 'none';

/** Figures by operator, by the strategy that was last needed, and of all. */
export const figures = (rows: readonly Row[]): string[] => {
  const names = [...new Set(rows.map(({ operator }) => operator))].toSorted();
  const fixed = rows.filter(({ result }) => result === 'fixed');
  const otherwise = fixed.filter(({ restored }) => !restored).length;
  return [
    ...names.map((name) => `${name}: ${counts(rows.filter(({ operator }) => operator === name))}`),
    `fixed without regeneration by: ${byStrategy(fixed.filter(isRepaired))}`,
    `fixed with regeneration, at last by: ${byStrategy(fixed.filter((row) => !isRepaired(row)))}`,
    `fixed otherwise than it was before: ${otherwise} of ${fixed.length}`,
    `all: ${counts(rows)}`,
  ];
};
