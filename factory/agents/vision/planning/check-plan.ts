import { type ProductPlan, storiesOf } from '../../../domain/product-plan.ts';
import type { ProjectDefinition } from '../../../domain/project-definition.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { behaviourFindings } from './behaviour/check-behaviour.ts';
import { coverageFindings, storyFindings } from './check-stories.ts';
import { solutionFindings } from './services/check-solution.ts';
import { unaccountedWords } from './unaccounted-words.ts';

const repeated = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

const idFindings = (plan: ProductPlan): AgentFinding[] => {
  const features = plan.epics.flatMap((epic) => epic.features);
  const ids = [
    ...plan.epics.map(({ id }) => id),
    ...features.map(({ id }) => id),
    ...plan.requirements.map(({ id }) => id),
    ...storiesOf(plan).flatMap(({ id, criteria }) => [id, ...criteria.map((criterion) => criterion.id)]),
    ...plan.statements.map(({ id }) => id),
    ...plan.unrealised.map(({ id }) => `unrealised ${id}`),
    ...plan.rules.map(({ id }) => id),
  ];
  return repeated(ids).map((id) => ({ rule: 'unique-ids', message: `Id ${id} is used more than once.` }));
};

/** What is wrong with a plan although its shape is right. */
export const checkPlan = (plan: ProductPlan, { text }: Pick<ProjectDefinition, 'text'>): AgentFinding[] => [
  ...idFindings(plan),
  ...storyFindings(plan),
  ...coverageFindings(plan),
  ...behaviourFindings(plan),
  ...solutionFindings(plan),

  ...(plan.definition === text
    ? []
    : [{ rule: 'definition', message: 'The plan is for another definition.' }]),
  ...unaccountedWords(plan, text).map((word) => ({
    rule: 'nothing-dropped',
    message: `"${word}" is neither planned nor listed as unrealised.`,
  })),
];
