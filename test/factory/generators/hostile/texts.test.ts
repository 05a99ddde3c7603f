import { describe, expect, it } from 'vitest';

import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { platformName } from '../../../../factory/domain/solution.ts';
import { slugSchema } from '../../../../factory/domain/slug.ts';
import { designs } from './designs.ts';
import { fragments } from './fragments.ts';
import { hostileText, numbersFrom, replacements } from './hostile-words.ts';
import { withTexts, withVocabulary, type Design } from './replaced-texts.ts';
import { suiteOf } from './whole-output.ts';
import { faultsOf, writtenOf } from './written.ts';

const SEEDS = [1, 2, 3];

const outputs = (design: Design, seed: number) => {
  const { hostile, harmless } = replacements(seed);
  return [writtenOf(withTexts(design, hostile)), writtenOf(withTexts(design, harmless))] as const;
};

describe.each(Object.entries(designs))('whatever the texts of %s are', (_, design) => {
  it.each(SEEDS)('nothing of them leaves its string, comment or paragraph (seed %i)', async (seed) => {
    const [hostile, harmless] = outputs(design, seed);
    expect(hostile.length).toBe(harmless.length);
    expect(await faultsOf(hostile, harmless)).toEqual([]);
  });

  it('every file has a path that any system takes', () => {
    const [hostile] = outputs(design, 4);
    expect(hostile.length).toBeGreaterThan(60);
    expect(hostile.filter(({ path }) => !/^[\w-]+(?:[./][\w-]+|\/\.[\w-]+)*$/.test(path))).toEqual([]);
  });

  it('the acceptance suite holds the plan’s own words for things as cells and steps', async () => {
    const { hostile, harmless } = replacements(5);
    const suites = [hostile, harmless].map((replace) =>
      design.blueprint.services.flatMap((service) => suiteOf(withVocabulary(design, replace), service)),
    );
    expect(await faultsOf(suites[0] ?? [], suites[1] ?? [])).toEqual([]);
  });
});

it('is formatted without a change of meaning', { timeout: 120_000 }, async () => {
  const [hostile, harmless] = outputs(designs['everything'] as Design, 6);
  const formatted = await formatFiles(hostile);
  expect(await faultsOf(formatted, await formatFiles(harmless))).toEqual([]);
  expect(formatted).not.toEqual(hostile);
});

it('has texts with every fragment', () => {
  const next = numbersFrom(7);
  const all = Array.from({ length: 2_000 }, (_, index) => hostileText(next, index)).join('');
  expect(fragments.filter((fragment) => !all.includes(fragment))).toEqual([]);
  expect(numbersFrom(7)(1_000)).toBe(numbersFrom(7)(1_000));
});

it('names the platform of a solution in letters, digits and dashes whatever its title is', () => {
  const next = numbersFrom(8);
  const titles = [
    '3 shops',
    '!',
    '書店',
    '-',
    ...Array.from({ length: 500 }, (_, index) => hostileText(next, index)),
  ];
  const names = titles.map((title) => platformName({ title }));
  expect(names.filter((name) => !slugSchema.safeParse(name.replace(/-platform$/, '')).success)).toEqual([]);
});
