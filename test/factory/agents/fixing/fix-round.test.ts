import { describe, expect, it } from 'vitest';

import { fixRound, type Start } from '../../../../factory/agents/fixing/fix-round.ts';
import { fixStrategySchema } from '../../../../factory/domain/fix-strategy.ts';
import type { Finding } from '../../../../factory/domain/quality-report.ts';
import type { Round } from '../../../../factory/domain/quality-rounds.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { asFiles, asTexts } from './as-files.ts';

const tools = { format: formatFiles, inspect: async () => [] };

const assigned: Finding = {
  check: 'types',
  rule: 'types/TS2322',
  file: 'src/domain/order.ts',
  line: 1,
  message: "Type 'number' is not assignable to type 'string'.",
  suggestion: '',
};
const layout: Finding = {
  check: 'format',
  rule: 'format/style',
  file: 'src/domain/total.ts',
  message: 'The file is not as the formatter would write it.',
  suggestion: '',
};

const wrong = 'export const order: string = 1;\n';
const right = "export const order: string = '1';\n";
const sloppy = 'export const total =   1;\n';
const tidy = 'export const total = 1;\n';

const starting = (given: Partial<Start>): Start => ({
  files: asFiles({ 'src/domain/order.ts': wrong, 'src/domain/total.ts': sloppy }),
  findings: [assigned, layout],
  regenerated: asFiles({ 'src/domain/order.ts': right, 'src/domain/total.ts': tidy }),
  rounds: [],
  ...given,
});

const strategiesOf = (rounds: readonly Round[]): string[] =>
  rounds.map(({ strategy, changed }) => `${strategy}: ${changed.join(', ')}`);

describe('a round of fixing', () => {
  it('begins with the smallest strategy of all findings, and writes down what it changed', async () => {
    const fix = await fixRound(starting({}), 1, tools);
    expect(asTexts(fix.files)).toEqual({ 'src/domain/order.ts': wrong, 'src/domain/total.ts': tidy });
    expect(fix.rounds).toEqual([
      {
        round: 1,
        strategy: 'formatter',
        findings: [
          'format|format/style|src/domain/total.ts|The file is not as the formatter would write it.',
        ],
        messages: ['The file is not as the formatter would write it.'],
        changed: ['src/domain/total.ts'],
        diff: 'src/domain/total.ts:\n- export const total =   1;\n+ export const total = 1;',
      },
    ]);
  });

  it('leaves the layout of a file to whatever repairs it', async () => {
    const sameFile = { ...layout, file: 'src/domain/order.ts' };
    const { strategy } = await fixRound(starting({ findings: [sameFile, assigned] }), 1, tools);
    expect(strategy).toBe('regenerate-unit');
  });

  it('goes on at once where a strategy has nothing to change, which is not a try', async () => {
    const fix = await fixRound(starting({ findings: [assigned] }), 1, tools);
    expect(strategiesOf(fix.rounds)).toEqual(['await: ', 'regenerate-unit: src/domain/order.ts']);
    expect(fix.rounds.map(({ round }) => round)).toEqual([1, 1]);
    expect(asTexts(fix.files)['src/domain/order.ts']).toBe(right);
  });

  it('meets an unchanged finding with another strategy, each once, then has none left', async () => {
    let start = starting({ findings: [assigned] });
    const used: string[] = [];
    for (let round = 1; round <= 20; round += 1) {
      // Whatever is written, the same is found again.
      const regenerated = asFiles({ 'src/domain/order.ts': `${right}// ${round}\n` });
      const fix = await fixRound({ ...start, regenerated }, round, tools);
      if (fix.strategy === undefined) break;
      used.push(fix.strategy);
      start = { ...start, files: fix.files, rounds: fix.rounds };
    }
    expect(used).toEqual(['regenerate-unit', 'regenerate-layer', 'regenerate-service']);
  });

  it('has none left where all that there are change nothing', async () => {
    const fix = await fixRound(starting({ findings: [assigned], regenerated: [] }), 1, tools);
    expect(fix.strategy).toBeUndefined();
    expect(fix.changed).toEqual([]);
    expect(fix.rounds.flatMap(({ changed }) => changed)).toEqual([]);
    const all: readonly string[] = fixStrategySchema.options;
    expect(fix.rounds.map(({ strategy }) => all.indexOf(strategy))).toEqual(
      fix.rounds.map(({ strategy }) => all.indexOf(strategy)).toSorted((one, other) => one - other),
    );
  });

  it('gives a strategy that changed nothing another chance after the files have changed', async () => {
    const first = await fixRound(starting({ findings: [assigned] }), 1, tools);
    const second = await fixRound({ ...starting({ findings: [assigned] }), ...first }, 2, tools);
    expect(strategiesOf(second.rounds).slice(2, 3)).toEqual(['await: ']);
    expect(strategiesOf(second.rounds).filter((line) => line.startsWith('regenerate-unit'))).toHaveLength(1);
  });
});
