import type { Outcome } from './fix-rounds.ts';

export type Row = Omit<Outcome, 'files'> & {
  seed: number;
  operator: string;
  path: string;
  /** Byte for byte as before the mistake. Otherwise the checks are content with something else. */
  restored: boolean;
};

const counts = (rows: readonly Row[]): string => {
  const of = (result: Row['result']): number => rows.filter((row) => row.result === result).length;
  const found = rows.length - of('not found');
  return `${rows.length} planted, ${found} found, ${of('fixed')} fixed, ${of('escalated')} escalated, ${of('not found')} not found`;
};

/** Figures by operator, by the strategy that was last needed, and of all. */
export const figures = (rows: readonly Row[]): string[] => {
  const names = [...new Set(rows.map(({ operator }) => operator))].toSorted();
  const fixed = rows.filter(({ result }) => result === 'fixed');
  const last = Map.groupBy(fixed, ({ strategies }) => strategies.at(-1) ?? 'none');
  const otherwise = fixed.filter(({ restored }) => !restored).length;
  return [
    ...names.map((name) => `${name}: ${counts(rows.filter(({ operator }) => operator === name))}`),
    ...[...last].map(([strategy, by]) => `fixed at last by ${strategy}: ${by.length}`),
    `fixed otherwise than it was before: ${otherwise} of ${fixed.length}`,
    `all: ${counts(rows)}`,
  ];
};

const isRepaired = ({ result, strategies }: Row): boolean =>
  result === 'fixed' && !strategies.some((strategy) => strategy.startsWith('regenerate'));

/** Figures of delivery: by operator, and of all, how many were put right without writing anything again. */
export const deliveryFigures = (rows: readonly Row[]): string[] => {
  const names = [...new Set(rows.map(({ operator }) => operator))].toSorted();
  const line = (name: string, some: readonly Row[]): string =>
    `${name}: ${counts(some)}; ${some.filter(isRepaired).length} fixed without regeneration`;
  return [
    ...names.map((name) =>
      line(
        name,
        rows.filter(({ operator }) => operator === name),
      ),
    ),
    line('all', rows),
  ];
};
