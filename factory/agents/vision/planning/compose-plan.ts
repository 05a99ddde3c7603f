import type { Epic, Feature, ProductPlan, Requirement, Unrealised } from '../../../domain/product-plan.ts';
import type { PlannedRule } from '../../../domain/planned-rule.ts';
import type { ProjectDefinition } from '../../../domain/project-definition.ts';
import type { Statement } from '../../../domain/statement.ts';
import { sketchBehaviour } from './behaviour/sketch-behaviour.ts';
import { plannedReasons, uncitedBehaviour } from './behaviour/unplanned.ts';
import { writeBehaviour } from './behaviour/write-behaviour.ts';
import { isLeftOver, LEFT_OVER } from '../reading/constraint-kinds.ts';
import type { Tagger } from '../reading/tag-words.ts';
import { nameProduct } from './name-product.ts';
import { planThing, type PlannedThing } from './plan-thing.ts';
import { planSolution } from './services/plan-solution.ts';
import { writeSolution } from './services/write-solution.ts';
import { gatherThings, valuesOf } from './things.ts';
import { capitalised, listing } from './wording.ts';
import { writeStories } from './write-stories.ts';

const unrealisedOf = (
  statements: readonly Statement[],
  things: readonly PlannedThing[],
): Omit<Unrealised, 'id'>[] => {
  const leftOver = statements.flatMap(({ constraints }) =>
    constraints
      .filter(({ kind }) => isLeftOver(kind))
      .map(({ kind, value }) => ({ text: value, reason: LEFT_OVER[kind] ?? kind })),
  );
  const kept = statements
    .filter(({ object, constraints }) => {
      const thing = things.find(({ subject }) => subject.name === object);
      return (
        constraints.some(({ kind, value }) => kind === 'never' && value === 'remove') &&
        thing?.subject.unchangeable === false
      );
    })
    .map(({ text }) => ({ text, reason: LEFT_OVER.removal ?? '' }));
  return [...leftOver, ...kept];
};

const has = (feature: Feature, intent: string): boolean =>
  feature.stories.some((story) => story.intent === intent);

const roadmapOf = (features: readonly Feature[]): ProductPlan['roadmap'] => {
  const steps: [string, string, Feature[]][] = [
    [
      'First release',
      'What is to be kept can be put in and stays.',
      features.filter((each) => has(each, 'record')),
    ],
    [
      'In motion',
      'Things go through their states, and amounts add up.',
      features.filter((each) => has(each, 'move') || has(each, 'post')),
    ],
    ['Reliable', 'The rules of the business hold.', features.filter((each) => has(each, 'uphold'))],
    ['Findable', 'People find what they look for.', features.filter((each) => has(each, 'find'))],
    ['Portable', 'What is kept can be handed over.', features.filter((each) => has(each, 'export'))],
    [
      'Working together',
      'What happens to one thing has its consequences for the others.',
      features.filter((each) => has(each, 'react') || has(each, 'connect')),
    ],
    ['Step by step', 'Things go from state to state.', features.filter((each) => has(each, 'move'))],
    ['By rule', 'The rules of the business hold.', features.filter((each) => has(each, 'uphold'))],
  ];
  return steps
    .filter(([, , own]) => own.length > 0)
    .map(([milestone, outcome, own]) => ({ milestone, outcome, featureIds: own.map(({ id }) => id) }));
};

const contextAssumptions = (statements: readonly Statement[]): string[] =>
  [...new Set(valuesOf(statements, 'context'))].map(
    (value) =>
      `"${capitalised(value)}" says where or for whom the service works; it is the same for every record and is not kept with it.`,
  );

const goalsOf = (statements: readonly Statement[], things: readonly PlannedThing[]): string[] => [
  ...things.map(({ subject, verb }) =>
    subject.unchangeable
      ? `Every ${subject.name} is kept as it was ${verb === 'log' ? 'logged' : 'recorded'}, and can be found and handed over.`
      : `${capitalised(subject.plural)} are kept in one place, up to date and easy to find.`,
  ),
  ...new Set(valuesOf(statements, 'purpose').map((value) => `${capitalised(value)}.`)),
];

/** Composes the product plan from statements alone. */
export const composePlan = (
  definition: ProjectDefinition,
  statements: Statement[],
  tagger: Tagger,
): ProductPlan => {
  const gathered = gatherThings(statements);
  const sketches = sketchBehaviour(gathered, tagger);
  const stated = gathered
    .filter(({ name }) => !sketches.parts.has(name))
    .map((thing) => planThing(thing, tagger.plural, sketches.of(thing.name)));
  const solution = planSolution(statements, stated, tagger);
  const { things } = solution;
  const { title, slug, domain } = nameProduct(statements, things);
  const requirements: Requirement[] = [];
  const rules: PlannedRule[] = [];
  const epics: Epic[] = [];
  let features = 0;
  for (const thing of things) {
    const written = writeStories(thing, requirements.length + 1);
    requirements.push(...written.requirements);
    const behaviour = writeBehaviour(thing.behaviour, requirements.length + 1, rules.length + 1);
    requirements.push(...behaviour.requirements);
    rules.push(...behaviour.rules);
    const own = [...written.features, ...behaviour.features].map((feature): Feature => ({
      id: `F${(features += 1)}`,
      ...feature,
    }));
    const name = thing.subject.plural;
    epics.push({
      id: `E${epics.length + 1}`,
      title: things.length === 1 ? title : capitalised(name),
      description: `Everything that people and systems do with ${name}: ${listing(own.map((each) => each.title.charAt(0).toLowerCase() + each.title.slice(1)))}.`,
      features: own,
    });
  }
  const written = writeSolution(solution, {
    requirements: requirements.length,
    features,
    epics: epics.length,
    rules: rules.length,
    stories: epics.flatMap((epic) => epic.features.flatMap((feature) => feature.stories)),
  });
  requirements.push(...written.requirements);
  epics.push(...written.epics);
  const unrealised = [
    ...unrealisedOf(statements, things),
    ...plannedReasons(things),
    ...uncitedBehaviour(statements, requirements, things),
    ...solution.unrealised,
  ].map((each, index) => ({
    id: `U${index + 1}`,
    ...each,
  }));
  const all = epics.flatMap((epic) => epic.features);
  return {
    schemaVersion: 1,
    title,
    serviceName: slug,
    domain,
    summary: `${title} keeps ${listing(things.map(({ subject }) => subject.plural))}. ${capitalised(listing(all.map((each) => each.title.charAt(0).toLowerCase() + each.title.slice(1))))}.`,
    definition: definition.text,
    ...(definition.businessContext ? { businessContext: definition.businessContext } : {}),
    goals: goalsOf(statements, things),
    scope: { inside: requirements.map(({ text }) => text), outside: unrealised.map(({ text }) => text) },
    statements,
    requirements,
    subjects: things.map(({ subject }) => subject),
    services: solution.services,
    rules: [...rules, ...written.rules],
    reactions: written.reactions,
    externals: solution.externals,
    interfaces: written.interfaces,
    epics,
    roadmap: roadmapOf(all),
    assumptions: [
      ...things.flatMap(({ assumptions }) => assumptions),
      ...solution.assumptions,
      ...solution.services.map(({ because }) => because),
      ...requirements
        .filter(({ origin }) => origin === 'derived')
        .map(({ text, because }) => `${text.replace(/\.$/, '')}, because ${because}.`),
      ...contextAssumptions(statements),
      ...(things.length > 1 && solution.services.length === 0
        ? [
            `${capitalised(listing(things.map(({ subject }) => subject.plural)))} belong to one service, and refer to each other by what the text calls them.`,
          ]
        : []),
    ],
    unrealised,
  };
};
