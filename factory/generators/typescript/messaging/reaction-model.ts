import { addressSetting } from '../../../domain/outside-systems.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { kebabCase, pascalCase } from '../../../domain/naming.ts';
import type { Reaction } from '../../../domain/reaction.ts';
import { eventSchemaPath, eventType, expectationPath } from '../../contracts/event-address.ts';
import { aggregateModels, type AggregateModel, type UseCaseModel } from '../aggregate-model.ts';
import { functionName, systemVariable, typeName } from '../identifiers.ts';

/** A reaction with the names that it has in code. */
export type ReactionModel<Of extends Reaction = Reaction> = {
  reaction: Of;
  service: Service;
  /** The function, and its file in kebab-case. */
  name: string;
  file: string;
  /** `type` of the CloudEvents that it is about. */
  type: string;
  /** TypeScript type of what is read of the event's data. */
  dataType: string;
  isOwn: boolean;
  /** JSON Schema of what is read of the event's data, or for an own event of all of it; below the repository's root. */
  schema: string;
};

/** A use case and the aggregate that it is about. */
export type Run = { model: AggregateModel; useCase: UseCaseModel };

export const reactionModels = (service: Service): ReactionModel[] => {
  const taken = new Set(service.useCases.map(({ name }) => functionName(name)));
  return service.reactions.map((reaction) => {
    const { from, event, version } = reaction;
    const wanted = functionName(reaction.name);
    const name = taken.has(wanted) ? `${wanted}Reaction` : wanted;
    const isOwn = from === service.name;
    const published = { name: event, version };
    return {
      reaction,
      service,
      name,
      file: kebabCase(name),
      type: eventType({ name: from }, published),
      dataType: typeName(event),
      isOwn,
      schema: isOwn ? eventSchemaPath(published) : expectationPath(from, published),
    };
  });
};

/** The use case that a reaction runs. Throws when the service has none of that name. */
export const runOf = (service: Service, name: string): Run => {
  for (const model of aggregateModels(service)) {
    const useCase = model.useCases.find((candidate) => candidate.useCase.name === name);
    if (useCase) return { model, useCase };
  }
  throw new Error(`A reaction of ${service.name} runs ${name}, which is no use case.`);
};

/** The aggregate that amounts are reserved of. Throws when it is not there or nothing of it can be reserved. */
export const reservableOf = (service: Service, name: string): AggregateModel => {
  const model = aggregateModels(service).find(({ aggregate }) => aggregate.name === name);
  if (!model?.aggregate.reservable)
    throw new Error(`A reaction of ${service.name} reserves ${name}, of which nothing can be reserved.`);
  return model;
};

/** The event in `cause` position of a reservation. Throws when the service does not declare it. */
export const declaredEvent = (service: Service, name: string) => {
  const found = service.events.find((event) => event.name === name);
  if (!found) throw new Error(`A reaction of ${service.name} emits ${name}, which it does not declare.`);
  return found;
};

/** The use cases that reactions run, each once, in the order of the reactions. */
export const runsOf = ({ does }: Reaction): string[] => {
  switch (does.kind) {
    case 'create':
    case 'transition':
      return [does.useCase];
    case 'ask':
      return [...new Set([does.accepted, does.refused])];
    case 'reserve':
    case 'release':
      return [];
  }
};

/** Name of an external system in code: type of its port, variable and file. */
export const systemNames = (name: string) => ({
  type: typeName(name),
  one: systemVariable(name.charAt(0).toLowerCase() + name.slice(1)),
  file: kebabCase(name),
  /** `PAYMENT_PROVIDER_URL` */
  variable: addressSetting({ name }),
  request: (operation: string) => {
    const request = typeName(pascalCase(operation));
    return request === typeName(name) ? `${request}Request` : request;
  },
});
