import type { Dependency } from '../application/use-case-code.ts';
import { useCaseDependencies } from '../application/use-case-file.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { repositoryMember } from '../infrastructure/store-files.ts';
import { block } from '../source-text.ts';

const dependencyMember = (dependency: Dependency): string =>
  typeof dependency === 'object' ? repositoryMember(dependency.repository) : dependency;

/** A use case with what it needs, by the names that the composition root has for it: `bookClass({ bookings, stamp })`. */
export const wiredUseCase = (model: AggregateModel, useCase: UseCaseModel): string => {
  const given = useCaseDependencies(model, useCase).map(dependencyMember);
  const members = [
    repositoryMember(model),
    ...given.map((name) => (name === 'actor' ? 'actor: currentActor' : name)),
  ];
  return `${useCase.name}(${`{ ${members.join(', ')} }`})`;
};

/** What callers reach over HTTP. */
export const calledOf = ({ useCases }: AggregateModel): UseCaseModel[] =>
  useCases.filter(({ isCalled }) => isCalled);

/** The controller of an aggregate with its use cases. */
export const controller = (model: AggregateModel): string =>
  block(
    `...${model.one}Controller({`,
    ...calledOf(model).map((useCase) => `${useCase.name}: ${wiredUseCase(model, useCase)},`),
    '}),',
  );

/** What use cases are given that is no repository. */
export const sharedNeeds = (models: readonly AggregateModel[]): Set<string> =>
  new Set(
    models.flatMap((model) =>
      calledOf(model).flatMap((useCase) =>
        useCaseDependencies(model, useCase).flatMap((each) => (typeof each === 'string' ? [each] : [])),
      ),
    ),
  );
