import type { Aggregate, DomainEvent, Service, UseCase } from '../../domain/blueprint.ts';
import { camelCase, kebabCase, pascalCase, words } from '../../domain/naming.ts';
import { isCalled } from '../../domain/operation.ts';
import { functionName, instanceMethodName, methodName } from './identifiers.ts';

export type UseCaseOf<Kind extends UseCase['kind']> = Extract<UseCase, { kind: Kind }>;

/** A use case with the names that it has in code. */
export type UseCaseModel<Of extends UseCase = UseCase> = {
  useCase: Of;
  /** Name of the function, and of its file in kebab-case. */
  name: string;
  file: string;
  /** Method of the aggregate that does it: `record`. */
  method: string;
  /** Type of what the body of a transition or posting holds (`SendInvoiceInput`); undefined where it holds nothing. */
  inputType: string | undefined;
  events: DomainEvent[];
  /** Callers reach it over HTTP. */
  isCalled: boolean;
  /** Somebody asks for it, over HTTP or by a reaction: it has a function. What only the clock does has none. */
  isAsked: boolean;
};

export type TransitionModel = UseCaseModel<UseCaseOf<'transition'>>;
export type PostModel = UseCaseModel<UseCaseOf<'post'>>;

/** The verb of a use case: `recordEvent` → `record`; a transition's and a posting's own: `mark-missed` → `markMissed`. */
const methodOf = (aggregate: Aggregate, useCase: UseCase): string => {
  const { name, kind } = useCase;
  if (useCase.kind === 'transition' || useCase.kind === 'post')
    return instanceMethodName(camelCase(useCase.verb), camelCase(name));
  const nouns = new Set([...words(aggregate.name), ...words(aggregate.plural)]);
  const verbs = words(name).filter((word) => !nouns.has(word));
  return verbs.length === 1 ? methodName(verbs[0] ?? '', kind) : kind;
};

const eventsOf = (service: Service, useCase: UseCase): DomainEvent[] => {
  const emitted = 'emits' in useCase ? useCase.emits : [];
  return emitted.map((name) => {
    const event = service.events.find((candidate) => candidate.name === name);
    if (!event)
      throw new Error(`Use case ${useCase.name} emits ${name}, which the service does not declare.`);
    return event;
  });
};

const inputTypeOf = (useCase: UseCase): string | undefined => {
  const hasInput = useCase.kind === 'post' || (useCase.kind === 'transition' && useCase.input.length > 0);
  return hasInput ? `${pascalCase(useCase.name)}Input` : undefined;
};

const reacts = ({ reactions }: Service, name: string): boolean =>
  reactions.some(
    ({ does }) =>
      ('useCase' in does && does.useCase === name) ||
      (does.kind === 'ask' && (does.accepted === name || does.refused === name)),
  );

export const useCaseModel = (service: Service, aggregate: Aggregate, useCase: UseCase): UseCaseModel => ({
  useCase,
  name: functionName(useCase.name),
  file: kebabCase(useCase.name),
  method: methodOf(aggregate, useCase),
  inputType: inputTypeOf(useCase),
  events: eventsOf(service, useCase),
  isCalled: isCalled(useCase),
  isAsked: isCalled(useCase) || reacts(service, useCase.name),
});
