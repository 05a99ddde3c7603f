import type { Service } from '../../domain/blueprint.ts';

/** Transitions that the clock or a reaction does. */
const doneByItself = ({ aggregates, reactions }: Service): Set<string> =>
  new Set([
    ...aggregates.flatMap(({ lifecycle }) => lifecycle?.timeouts.map(({ useCase }) => useCase) ?? []),
    ...reactions.flatMap(({ does }) => {
      if (does.kind === 'transition') return [does.useCase];
      return does.kind === 'ask' ? [does.accepted, does.refused] : [];
    }),
  ]);

/** A transition that was to happen by itself, and for which nothing could be designed that does it, is done by whoever calls it. */
export const withCallableTransitions = (service: Service): Service => {
  const byItself = doneByItself(service);
  return {
    ...service,
    useCases: service.useCases.map((useCase) =>
      useCase.kind === 'transition' && useCase.automatic && !byItself.has(useCase.name)
        ? { ...useCase, automatic: false }
        : useCase,
    ),
  };
};
