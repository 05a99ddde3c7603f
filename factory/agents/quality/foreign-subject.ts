import { camelCase } from '../../domain/naming.ts';
import type { PlannedAttribute } from '../../domain/product-plan.ts';
import type { PlannedPart, PlannedThing } from './planned-things.ts';
import { attributesIn, partsIn, type Properties } from './resolve-attributes.ts';
import { statesIn } from './resolve-behaviour.ts';
import type { Attribute, Lack, Part, Subject } from './template/test/acceptance/vocabulary.ts';

const TYPES: Partial<Record<PlannedAttribute['nature'], Attribute['type']>> = {
  number: 'number',
  quantity: 'number',
  money: 'number',
  instant: 'instant',
  flag: 'boolean',
  details: 'object',
  reference: 'reference',
};

/** How a producer would call what the consumer's contract does not read. */
const ordinary = ({ name, nature }: PlannedAttribute): Attribute => ({
  property: `${camelCase(name)}${nature === 'reference' ? 'Id' : ''}`,
  type: TYPES[nature] ?? 'string',
});

/** In an event there is what its producer computed as well. */
const told = (attribute: PlannedAttribute): PlannedAttribute => ({ ...attribute, computed: false });

const attributesOf = (
  found: Record<string, Attribute | Lack>,
  attributes: readonly PlannedAttribute[],
): Record<string, Attribute> =>
  Object.fromEntries(
    attributes.map((attribute) => {
      const known = found[attribute.name];
      return [attribute.name, known && 'property' in known ? known : ordinary(attribute)];
    }),
  );

const partOf = (found: Part | Lack | undefined, { plural, attributes }: PlannedPart): Part => {
  const known = found && 'property' in found ? found : { property: camelCase(plural), attributes: {} };
  return { property: known.property, attributes: attributesOf(known.attributes, attributes) };
};

/**
 * A thing of another service as its events tell of it: everything that the plan gives it, by the names under which this
 * contract reads it, by ordinary ones where it reads it not.
 */
export const foreignSubject = (thing: PlannedThing, data: Properties): Subject => {
  const states = statesIn(data.output, thing);
  const attributes = thing.attributes.map(told);
  const parts = thing.parts.map((part) => ({ ...part, attributes: part.attributes.map(told) }));
  const inData = partsIn(data, { ...thing, parts });
  const lacks = { lacks: `The ${thing.plural} are kept by another service.` };
  return {
    plural: thing.plural,
    attributes: attributesOf(attributesIn(data, thing.plural, attributes), attributes),
    ...(parts.length > 0
      ? { parts: Object.fromEntries(parts.map((part) => [part.plural, partOf(inData[part.plural], part)])) }
      : {}),
    ...('property' in states ? { states } : {}),
    record: lacks,
    findBy: {},
    item: lacks,
    changes: [],
  };
};
