import { z } from 'zod';

import type { Blueprint } from './blueprint.ts';
import { customSources, withBody, withoutUnit } from './custom-sources.ts';
import { customUnitSchema, type CustomUnit } from './custom-unit.ts';
import { MAX_UNIT_CHARACTERS } from './expression.ts';
import { unitFaults } from './judge-unit.ts';

/** What became of a custom unit, as it lies in the artifact store: its function, or why there is none. */
export const writtenUnitSchema = z.strictObject({
  /** The unit that was asked for: another one under the same name has not been written. */
  unit: customUnitSchema,
  body: z.string().min(1).max(MAX_UNIT_CHARACTERS).nullable(),
  reason: z.string(),
});
export type WrittenUnit = z.infer<typeof writtenUnitSchema>;

/** A custom unit of a service of the blueprint. */
export type UnitName = { service: string; unit: string };

export const writtenUnitPath = ({ service, unit }: UnitName): string =>
  `architecture/custom-units/${service}/${unit}.json`;

const isSame = (one: CustomUnit, other: CustomUnit): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The custom units of a blueprint that came without their function. */
export const unwrittenUnits = ({
  services,
}: Pick<Blueprint, 'services'>): (UnitName & { wanted: CustomUnit })[] =>
  services.flatMap((service) => {
    const written = new Set(
      customSources(service).flatMap(({ source }) => (source.body === undefined ? [] : [source.unit])),
    );
    return (service.customUnits ?? [])
      .filter(({ name }) => !written.has(name))
      .map((wanted) => ({ service: service.name, unit: wanted.name, wanted }));
  });

/** Whoever wrote it, and whatever became of it since. */
const mayRun = ({ unit, body }: WrittenUnit): boolean =>
  body === null ||
  unitFaults(
    unit.parameters.map(({ name }) => name),
    body,
  ).length === 0;

/** The blueprint as it can be realised: with the functions that were written, and without the fields of the others. */
export const realised = (blueprint: Blueprint, written: ReadonlyMap<string, WrittenUnit>): Blueprint =>
  unwrittenUnits(blueprint).reduce((rest, { service, unit, wanted }) => {
    const found = written.get(writtenUnitPath({ service, unit }));
    if (!found || !isSame(found.unit, wanted) || !mayRun(found))
      return withoutUnit(rest, service, unit, 'The function that it needs has not been written.');
    return found.body === null
      ? withoutUnit(rest, service, unit, found.reason)
      : withBody(rest, service, unit, found.body);
  }, blueprint);
