import {
  serviceNameOf,
  serviceOfSubject,
  serviceStories,
  type PlannedAttribute,
  type ProductPlan,
  type Story,
  type Subject,
} from '../../domain/product-plan.ts';

/** A thing of the plan with every attribute that the plan gives it, or asks for in a criterion. */
export type PlannedThing = Subject & {
  /** Another service keeps it; this one knows its events. */
  foreign: boolean;
};

export type PlannedPart = PlannedThing['parts'][number];

const askedFor = (name: string): PlannedAttribute => ({
  name,
  nature: 'text',
  choices: [],
  required: false,
  unique: false,
  computed: false,
  origin: 'stated',
});

const termsOf = (stories: readonly Story[], subject: string): string[] =>
  stories
    .flatMap(({ criteria }) => criteria.map(({ check }) => check))
    .filter((check) => check.subject === subject)
    .flatMap((check) => {
      if ('attributes' in check) return check.attributes;
      return 'attribute' in check ? [check.attribute] : [];
    });

/** What the life cycle of a thing is called where people look for things in a state. */
const STATE_WORD = /^(?:state|status|stage|phase)$/i;

/** The term speaks of the state that a thing is in. */
export const isStateTerm = (thing: PlannedThing, term: string): boolean =>
  thing.lifecycle !== undefined &&
  STATE_WORD.test(term) &&
  !thing.attributes.some((attribute) => attribute.name === term);

/** The part that a term speaks of, by its singular or plural. */
export const partCalled = (thing: PlannedThing, term: string): PlannedPart | undefined =>
  thing.parts.find(({ name, plural }) => name === term || plural === term);

const unplanned = (name: string): Subject => ({
  name,
  plural: `${name}s`,
  unchangeable: false,
  attributes: [],
  parts: [],
});

const belongs = (plan: ProductPlan, service: string, name: string): boolean =>
  serviceOfSubject(plan, name) === service;

/** Name of the service where the plan has only one, or of the first of them. */
export const firstService = (plan: ProductPlan): string => serviceNameOf(plan, {});

/** Things of other services whose events reach this one. */
const producers = (plan: ProductPlan, service: string): string[] =>
  plan.reactions
    .filter(({ does }) => belongs(plan, service, does.subject))
    .map(({ on }) => on.subject)
    .filter((name) => !belongs(plan, service, name));

/** Things that a service keeps or that criteria speak of, in the plan's order, then those it hears of. */
export const plannedThings = (plan: ProductPlan, service: string): PlannedThing[] => {
  const stories = serviceStories(plan, service);
  const spoken = stories.flatMap(({ criteria }) => criteria.map(({ check }) => check.subject));
  const own = plan.subjects.map(({ name }) => name).filter((name) => belongs(plan, service, name));
  return [...new Set([...own, ...spoken, ...producers(plan, service)])].map((name) => {
    const subject = plan.subjects.find((candidate) => candidate.name === name) ?? unplanned(name);
    const thing = { ...subject, foreign: !belongs(plan, service, name) };
    const more = [...new Set(termsOf(stories, name))].filter(
      (term) =>
        !thing.attributes.some((attribute) => attribute.name === term) &&
        !isStateTerm(thing, term) &&
        !partCalled(thing, term),
    );
    return { ...thing, attributes: [...thing.attributes, ...more.map(askedFor)] };
  });
};
