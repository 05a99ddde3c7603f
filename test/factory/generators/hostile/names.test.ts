import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';

import { structureFindings } from '../../../../factory/agents/architecture/check-blueprint.ts';
import { blueprintSchema, type Blueprint } from '../../../../factory/domain/blueprint.ts';
import { LAYERS } from '../../../../factory/domain/layer.ts';
import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import { typescriptLayers } from '../../../../factory/generators/typescript/typescript-generator.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { PLACES, renamed, type Place } from './renamed.ts';
import { skeletonOf } from './skeletons/skeleton-of.ts';

/** Words of TypeScript, SQL, proto and Bicep, members that every object has, and what generated code calls its own. */
const WORDS =
  'class new default package constructor prototype toString then order select id status balance limit message resource'.split(
    ' ',
  );

const codeOf = (blueprint: Blueprint, before: Blueprint) =>
  blueprint.services
    .filter((service, index) => JSON.stringify(service) !== JSON.stringify(before.services[index]))
    .flatMap((service) => [
      ...contractFiles(service),
      ...LAYERS.flatMap((layer) => typescriptLayers[layer](service)),
    ]);

const faultIn = async (file: { path: string; content: string }): Promise<string[]> => {
  try {
    if (file.path.endsWith('.ts')) transformSync(file.content, { loader: 'ts', logLevel: 'silent' });
    if (/\.(?:proto|json)$/.test(file.path)) await skeletonOf(file);
    return [];
  } catch (error) {
    return [`${file.path}: ${String(error)}`];
  }
};

/** What comes of a word as a name: `written`, or why it is refused. Anything else that is thrown passes through. */
const outcomeOf = async (place: Place, word: string): Promise<string> => {
  const blueprint = renamed(place, word);
  const [finding] = structureFindings(blueprint);
  if (finding) return finding.message;
  try {
    const faults = await Promise.all(codeOf(blueprint, place.blueprint).map(faultIn));
    return faults.flat()[0] ?? 'written';
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) return error.message;
    throw error;
  }
};

/** A third of the words for each place, others for the next one. */
const wordsAt = (index: number): string[] => WORDS.filter((_, at) => (at + index) % 3 === 0);

it.each(PLACES.map((place, index) => [place.what, place, wordsAt(index)] as const))(
  'a word that means something elsewhere is a name of %s, or is refused with a reason',
  { timeout: 120_000 },
  async (_, place, words) => {
    const outcomes: string[] = [];
    for (const word of words) outcomes.push(await outcomeOf(place, word));
    const reason =
      /^(?:written|(?:Field|Input|Property|Aggregate|Operation|Event) \S+ (?:is the server's own|exists more than once)\.|Nothing in \S+ can be called \S+: every object answers to it\.|\S+ has parameter \S+ more than once\.|(?:Two things of|Rule) .*Rename (?:one|the rule)\.)$/;
    expect(outcomes.filter((outcome) => !reason.test(outcome))).toEqual([]);
    expect(outcomes).toContain('written');
  },
);

it('stands for every name of a blueprint with one that is there', () => {
  expect(PLACES.length).toBeGreaterThan(45);
  const unchanged = PLACES.filter(
    (place) => JSON.stringify(renamed(place, 'someOther')) === JSON.stringify(place.blueprint),
  );
  expect(unchanged.map(({ what }) => what)).toEqual([]);
});

it.each(['class ', 'a-b', '__proto__', 'x'.repeat(61), 'a;b', '${x}', 'ä', ''])(
  'the schema takes no field that is called "%s"',
  (name) => {
    const blueprint = structuredClone(gymBlueprint);
    const [field] = blueprint.services[0]?.aggregates[0]?.fields ?? [];
    Object.assign(field ?? {}, { name });
    expect(blueprintSchema.safeParse(blueprint).success).toBe(false);
  },
);

it('sees code that is none', async () => {
  expect(await faultIn({ path: 'x.ts', content: 'const class = 1;' })).toHaveLength(1);
  expect(await faultIn({ path: 'x.ts', content: 'const a = 1; const a = 2;' })).toHaveLength(1);
  expect(await faultIn({ path: 'x.ts', content: 'const classEntity = 1;' })).toEqual([]);
});
