import type { DomainEvent, UseCase } from '../../domain/blueprint.ts';
import { participleOf } from '../vision/reading/verbs.ts';
import type { NamedThing } from './named-thing.ts';
import { capital, withArticle } from './wording.ts';

const CAUSES = {
  create: 'created',
  update: 'updated',
  remove: 'removed',
  transition: 'transitioned',
  post: 'posted',
} as const;

const eventSentence = ({ subject, creation }: NamedThing, useCase: UseCase): string => {
  const one = capital(subject.name);
  switch (useCase.kind) {
    case 'create':
      return `${one} was ${participleOf(creation.verb)}.`;
    case 'update':
      return `${one} was changed.`;
    case 'remove':
      return `${one} was removed.`;
    case 'transition':
      return `${one} became ${useCase.to.replaceAll('-', ' ')}.`;
    default:
      return `Something was put into or taken out of ${withArticle(subject.name)}.`;
  }
};

/** The events that use cases of a thing publish, and those of its stock. */
export const designEvents = (thing: NamedThing, useCases: readonly UseCase[]): DomainEvent[] => {
  const published = useCases.flatMap((useCase): DomainEvent[] => {
    if (!('emits' in useCase)) return [];
    const description = eventSentence(thing, useCase);
    return useCase.emits.map((name) => ({
      name,
      version: 1,
      aggregate: thing.type,
      description,
      cause: CAUSES[useCase.kind],
      requirementIds: useCase.requirementIds,
    }));
  });
  return published.filter(({ name }, index) => published.findIndex((each) => each.name === name) === index);
};
