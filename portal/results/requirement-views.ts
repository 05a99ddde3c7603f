import type { RunResult } from '../../factory/domain/run-result.ts';
import { jsonOf, listOf, memberOf, textOf, textsOf } from '../artifacts/shape.ts';

export type Scenario = { id: string; title: string };
export type RequirementView = {
  id: string;
  text: string;
  /** Why it is not served; absent where it is. */
  reason?: string;
  /** What serves it: the scenarios of its stories. */
  scenarios: Scenario[];
};

/** The artifact that holds the requirements and their stories. */
export const PLAN_PATH = 'plan/product-plan.json';

type Unrealised = RunResult['requirements']['unrealised'][number];

const named = (value: unknown): Scenario[] => {
  const id = textOf(memberOf(value, 'id'));
  return id === undefined ? [] : [{ id, title: textOf(memberOf(value, 'title')) ?? id }];
};

const storiesOf = (plan: unknown): unknown[] =>
  listOf(memberOf(plan, 'epics'))
    .flatMap((epic) => listOf(memberOf(epic, 'features')))
    .flatMap((feature) => listOf(memberOf(feature, 'stories')));

const scenariosOf = (stories: readonly unknown[], requirement: string): Scenario[] =>
  stories
    .filter((story) => textsOf(memberOf(story, 'requirementIds')).includes(requirement))
    .flatMap((story) => listOf(memberOf(story, 'criteria')).flatMap(named));

const planned = (plan: unknown, unrealised: readonly Unrealised[]): RequirementView[] => {
  const stories = storiesOf(plan);
  return listOf(memberOf(plan, 'requirements')).flatMap((requirement): RequirementView[] => {
    const id = textOf(memberOf(requirement, 'id'));
    if (id === undefined) return [];
    const open = unrealised.find((candidate) => candidate.id === id);
    return [
      {
        id,
        text: textOf(memberOf(requirement, 'text')) ?? id,
        scenarios: scenariosOf(stories, id),
        ...(open ? { reason: open.reason } : {}),
      },
    ];
  });
};

/**
 * Every requirement, those that are not served first, each group in the order of the plan. Words of the text that are in no
 * requirement are among them. Without the plan only what is not served is known one by one.
 */
export const requirementViews = (
  { unrealised }: RunResult['requirements'],
  plan: string | undefined,
): RequirementView[] => {
  const all = planned(plan === undefined ? undefined : jsonOf(plan), unrealised);
  const words = unrealised
    .filter(({ id }) => !all.some((view) => view.id === id))
    .map((open) => ({ ...open, scenarios: [] }));
  return [
    ...words,
    ...all.filter(({ reason }) => reason !== undefined),
    ...all.filter(({ reason }) => reason === undefined),
  ];
};
