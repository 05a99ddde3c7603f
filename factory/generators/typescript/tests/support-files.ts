import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { factsName, hasStates, needsFacts, statesName } from './method-calls.ts';
import { neutralFact } from './rule-cases.ts';
import { worldsByState } from './state-worlds.ts';
import { keptIn, sampleWorld, stamp } from './worlds.ts';

/** `test/support/stamp.ts`: identity and time of what unit tests make. */
export const stampFile: GeneratedFile = {
  path: 'test/support/stamp.ts',
  content: paragraphs(
    `import type { Stamp } from '#connectsoft/stamp';`,
    block('/** Identity and time of what tests make. */', `export const stamp: Stamp = ${literal(stamp)};`),
  ),
};

/** `test/support/<aggregate>-facts.ts`: what is known of others where nothing stands against anything. */
const factsFile = (model: AggregateModel): GeneratedFile => {
  const { type, folder } = model;
  const { related } = sampleWorld(model);
  const members = model.facts.map((fact) =>
    fact.kind === 'reference'
      ? `${fact.name}: ${literal(related[fact.field.name])},`
      : `${fact.name}: ${literal(neutralFact(fact.rule))},`,
  );
  return {
    path: `test/support/${folder}-facts.ts`,
    content: paragraphs(
      `import type { ${type}Facts } from '../../src/domain/${folder}/${folder}-facts.ts';`,
      block(
        '/** What is known of others where nothing stands against anything. */',
        `export const ${factsName(model)}: ${type}Facts = {`,
        ...members,
        '};',
      ),
    ),
  };
};

const statesFile = (model: AggregateModel): GeneratedFile => {
  const { type, folder, noun } = model;
  return {
    path: `test/support/${folder}-states.ts`,
    content: paragraphs(
      `import type { ${type}State } from '../../src/domain/${folder}/${folder}-state.ts';`,
      block(
        `/** A stored ${noun} in each of its states. */`,
        `export const ${statesName(model)} = {`,
        ...worldsByState(model).map(
          ({ state, world }) => `${JSON.stringify(state)}: ${literal(keptIn(model, world))},`,
        ),
        `} satisfies Record<string, ${type}State>;`,
      ),
    ),
  };
};

/** What unit tests of an aggregate stand on, besides its input. */
export const supportFiles = (model: AggregateModel): GeneratedFile[] => [
  ...(needsFacts(model) ? [factsFile(model)] : []),
  ...(hasStates(model) ? [statesFile(model)] : []),
];
