import type { Blueprint, Service } from './blueprint.ts';
import { kebabCase } from './naming.ts';
import { serviceNameOf, storiesOf, type ProductPlan } from './product-plan.ts';
import type { WorkItem } from './work-item.ts';

/** Several services share a platform repository: infrastructure, context map, processes. */
export const isSolution = ({ services }: Pick<Blueprint, 'services'>): boolean => services.length > 1;

/**
 * Name of what the services of a solution share, its repository and its resource groups: `online-bookshop-platform`. Plan and
 * blueprint have the same title.
 */
export const platformName = ({ title }: Pick<Blueprint, 'title'>): string => {
  const slug = kebabCase(title)
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-$/, '');
  return `${slug || 'solution'}-platform`;
};

/** Where the files of the platform repository live among a project's artifacts. */
export const PLATFORM_PREFIX = 'platform/';

export type Subscription = { topic: string; subscription: string };

/** The Service Bus topic of a service. */
export const eventTopic = ({ name }: Pick<Service, 'name'>): string => `${name}-events`;

/** What a service must have subscribed to before anything is published: one subscription per producer it listens to. */
export const subscriptionsOf = ({ name, reactions }: Pick<Service, 'name' | 'reactions'>): Subscription[] =>
  [...new Set(reactions.map(({ from }) => from))]
    .filter((from) => from !== name)
    .toSorted()
    .map((from) => ({ topic: eventTopic({ name: from }), subscription: name }));

/** Ids of the stories that a service serves: those about its own things. */
export const storiesOfService = (plan: ProductPlan, service: string): string[] =>
  storiesOf(plan)
    .filter((story) => {
      const subject = plan.subjects.find(({ name }) => name === story.subject);
      return serviceNameOf(plan, subject ?? {}) === service;
    })
    .map(({ id }) => id);

/** Work items of a service: its stories, their tasks, and the features and epics above them. */
export const workItemsOfService = (
  plan: ProductPlan,
  service: string,
  items: readonly WorkItem[],
): WorkItem[] => {
  const wanted = new Set(storiesOfService(plan, service));
  const byKey = new Map(items.map((item) => [item.key, item]));
  for (const item of items) {
    if (item.type === 'Task' && item.parentKey && wanted.has(item.parentKey)) wanted.add(item.key);
  }
  // A set hands out what is added to it while it is gone through: parents of parents too.
  for (const key of wanted) {
    const parent = byKey.get(key)?.parentKey;
    if (parent) wanted.add(parent);
  }
  return items.filter(({ key }) => wanted.has(key));
};
