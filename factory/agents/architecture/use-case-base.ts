import { storiesOf, type ProductPlan, type Story } from '../../domain/product-plan.ts';
import { distinct, capital } from './wording.ts';
import { storiesServedBy, type PlainKind } from './story-links.ts';
import type { NamedThing } from './named-thing.ts';

/** What every use case has besides its name. */
export type UseCaseBase = {
  aggregate: string;
  summary: string;
  actor: string;
  requirementIds: string[];
  storyIds: string[];
  roles: string[];
  owner?: string;
};

/** What only some may do, by the name of a use case. */
export type Grants = ReadonlyMap<string, { roles: string[]; owner?: string }>;

/** Done by the service itself. */
export const ITSELF = 'system';

const MAIN: readonly Story['intent'][] = [
  'record',
  'maintain',
  'view',
  'change',
  'remove',
  'find',
  'export',
  'move',
  'post',
];

/** Its own stories first: they name it. Where the plan has none for it: those of its thing that come nearest. */
const nearest = (plan: ProductPlan, { stories }: NamedThing): Story[] => {
  const react = stories.filter(({ intent }) => intent === 'react');
  const [any] = react.length > 0 ? react : stories.length > 0 ? stories : storiesOf(plan);
  return any ? [any] : [];
};

export const useCaseBase = (
  plan: ProductPlan,
  thing: NamedThing,
  kind: PlainKind | undefined,
  name: string,
  said: { summary: string; itself?: boolean },
  grants: Grants,
): UseCaseBase => {
  const served = storiesServedBy(plan, thing, kind, name);
  const stories = served.length > 0 ? served : nearest(plan, thing);
  const main = served.find(({ intent }) => MAIN.includes(intent));
  return {
    aggregate: thing.type,
    summary: main ? `${capital(main.want)}.` : said.summary,
    actor: main?.role ?? (said.itself ? ITSELF : (thing.stories[0]?.role ?? 'user')),
    requirementIds: distinct(stories.flatMap(({ requirementIds }) => requirementIds)),
    storyIds: stories.map(({ id }) => id),
    ...(grants.get(name) ?? { roles: [] }),
  };
};
