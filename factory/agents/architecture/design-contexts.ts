import type { Blueprint, Service } from '../../domain/blueprint.ts';
import type { ProductPlan, Subject } from '../../domain/product-plan.ts';
import { servicesOf } from './design-service.ts';
import { typeName } from './identifiers.ts';
import type { NamedThing } from './named-thing.ts';
import { capital, distinct, listing, withArticle } from './wording.ts';

const known = ({ attributes, parts }: Subject): string =>
  [...attributes.map(({ name }) => name), ...parts.map(({ plural }) => plural)].join(', ');

const meaningOf = (subject: Subject): string => {
  const { unchangeable, lifecycle, ledger } = subject;
  if (ledger)
    return `An account of ${ledger.unit}, one for each ${ledger.owner}. What goes in and out is kept entry by entry.`;
  const states = lifecycle ? ` It is ${listing(lifecycle.states, 'or')}.` : '';
  return unchangeable
    ? `Something that happened and was recorded. Known of it: ${known(subject)}. It never changes.`
    : `A thing that is kept. Known of it: ${known(subject)}.${states}`;
};

type Term = Blueprint['boundedContexts'][number]['terms'][number];

const termsOf = ({ subject, moves, posts }: NamedThing): Term[] => [
  { term: capital(subject.name), meaning: meaningOf(subject) },
  ...subject.parts.map((part) => ({
    term: capital(part.name),
    meaning: `A part of ${withArticle(subject.name)}. Known of it: ${part.attributes.map(({ name }) => name).join(', ')}.`,
  })),
  ...moves.map(({ verb, to }) => ({
    term: `${capital(verb)} (${subject.name})`,
    meaning: `Makes ${withArticle(subject.name)} ${to.replaceAll('-', ' ')}.`,
  })),
  ...posts.map(({ verb, direction }) => ({
    term: `${capital(verb)} (${subject.name})`,
    meaning:
      direction === 'in'
        ? `Puts ${subject.ledger?.unit} into ${withArticle(subject.name)}.`
        : `Takes ${subject.ledger?.unit} out of ${withArticle(subject.name)}.`,
  })),
];

/** The bounded contexts with their language: one for each domain of the plan's services. */
export const designContexts = (
  plan: ProductPlan,
  services: readonly Service[],
  things: readonly NamedThing[],
): Blueprint['boundedContexts'] =>
  distinct(services.map(({ boundedContext }) => boundedContext)).map((name) => {
    const own = servicesOf(plan).filter(({ domain }) => typeName(domain) === name);
    const because = plan.services.filter((each) => own.some((service) => service.name === each.name));
    const kept = things.filter(({ service }) => own.some((each) => each.name === service));
    return {
      name,
      description: because.length > 0 ? because.map((each) => each.because).join(' ') : plan.summary,
      terms: kept.flatMap(termsOf),
    };
  });
