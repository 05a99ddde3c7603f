import { aggregateOf, type Service } from '../../domain/blueprint.ts';
import { collectionPath } from '../../domain/operation.ts';
import type { ProcessPath } from '../../domain/process.ts';
import { at } from '../openapi-document.ts';
import type { Seen } from './judge-path.ts';
import { ask, CallRefused, type Prepared, type Solution } from './prepare-references.ts';

/** The blueprint promises it; where it does not, the process cannot be followed. */
export const found = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new CallRefused(`The blueprint has no ${what}.`);
  return value;
};

export const serviceNamed = ({ blueprint }: Solution, name: string): Service =>
  found(
    blueprint.services.find((service) => service.name === name),
    `service ${name}`,
  );

/** What a thing that a test created is now. */
const read = async (
  solution: Solution,
  { service: name, aggregate, id, input }: Prepared,
): Promise<unknown> => {
  const service = serviceNamed(solution, name);
  const path = collectionPath(aggregateOf(service, aggregate));
  const useCase = found(
    service.useCases.find(({ kind, aggregate: of }) => kind === 'get' && of === aggregate),
    `use case that gets one ${aggregate} of ${name}`,
  );
  return (await ask(solution, service, useCase, input, { method: 'GET', path: `${path}/${id}` })).json;
};

/** A field that must have its value of before again. */
export type Restored = { name: string; prepared: Prepared; field: string; before: unknown };

/** The values that a path must restore, before it begins. */
export const restoredBefore = async (
  solution: Solution,
  { restores }: ProcessPath,
  prepared: readonly Prepared[],
): Promise<Restored[]> =>
  Promise.all(
    restores.map(async ({ service, aggregate, field }) => {
      const one = found(
        prepared.find((each) => each.service === service && each.aggregate === aggregate),
        `${aggregate} of ${service} among what the process refers to`,
      );
      const name = `${field} of ${aggregate} in ${service}`;
      return { name, prepared: one, field, before: at(await read(solution, one), field) };
    }),
  );

/** What is seen of the thing that started a path, and of what must be restored. */
export const stateNow = async (
  solution: Solution,
  own: Prepared,
  before: readonly Restored[],
): Promise<Omit<Seen, 'hops'>> => {
  const { lifecycle } = aggregateOf(serviceNamed(solution, own.service), own.aggregate);
  const state = at(await read(solution, own), lifecycle?.field ?? 'status');
  const restored = before.map(async ({ name, prepared, field, before: value }) => ({
    name,
    before: value,
    after: at(await read(solution, prepared), field),
  }));
  return { state: typeof state === 'string' ? state : '', restored: await Promise.all(restored) };
};
