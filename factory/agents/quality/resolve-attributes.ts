import { words } from '../../domain/naming.ts';
import type { PlannedAttribute } from '../../domain/product-plan.ts';
import { bestMatch } from './match-words.ts';
import type { PlannedPart, PlannedThing } from './planned-things.ts';
import { below, type Json } from './published-contract.ts';
import type { Attribute, Lack, Part } from './template/test/acceptance/vocabulary.ts';

/** Properties that a caller may give, and those that are answered. */
export type Properties = { input: Json; output: Json };

const named = (properties: Json, test: (schema: Json) => boolean): string[] =>
  Object.entries(properties).flatMap(([name, schema]) => (test(schema as Json) ? [name] : []));

/** `classId` → "class" */
const referred = (property: string): string => words(property.replace(/Ids?$/, '')).join(' ');

/** A property that holds an id, named like the reference or like the thing that it refers to. */
const referenceOf = (properties: Json, { name, refers = name }: PlannedAttribute): string | undefined => {
  const ids = named(properties, ({ format }) => format === 'uuid').filter((property) => property !== 'id');
  return bestMatch(name, ids, referred) ?? bestMatch(refers, ids, referred);
};

export const propertyOf = (
  { input, output }: Properties,
  attribute: PlannedAttribute,
): string | undefined => {
  const { name, nature } = attribute;
  const properties = { ...output, ...input };
  const reference = nature === 'reference' ? referenceOf(properties, attribute) : undefined;
  const found = reference ?? bestMatch(name, Object.keys(properties), (property) => property);
  if (found !== undefined) return found;
  // "time", "when", "date" name no property, yet a thing with a single point in time leaves no doubt.
  const format = { instant: 'date-time', date: 'date' }[nature as string];
  const alike = named(input, (schema) => schema['format'] === format);
  return format !== undefined && alike.length === 1 ? alike[0] : undefined;
};

/** The JSON types in which a nature can be held, and what a lack is called. */
const HELD_AS: Record<PlannedAttribute['nature'], readonly Attribute['type'][]> = {
  text: ['string'],
  choice: ['string'],
  date: ['string'],
  instant: ['instant'],
  number: ['number'],
  quantity: ['number'],
  money: ['number'],
  flag: ['boolean'],
  details: ['object', 'string'],
  reference: ['reference'],
};

const typeOf = (schema: Json): Attribute['type'] => {
  if (schema['format'] === 'date-time') return 'instant';
  if (schema['format'] === 'uuid') return 'reference';
  if (schema['type'] === 'integer' || schema['type'] === 'number') return 'number';
  if (schema['type'] === 'boolean') return 'boolean';
  return schema['type'] === 'object' ? 'object' : 'string';
};

const fits = (attribute: PlannedAttribute, schema: Json): boolean => {
  if (!HELD_AS[attribute.nature].includes(typeOf(schema))) return false;
  if (attribute.nature === 'date') return schema['format'] === 'date';
  const values = schema['enum'];
  if (attribute.nature === 'text') return values === undefined && schema['format'] === undefined;
  if (attribute.nature !== 'choice') return true;
  return Array.isArray(values) && attribute.choices.every((choice) => values.includes(choice));
};

/** `of`: whose attribute it is, in the plural. */
const attributeIn = (properties: Properties, of: string, attribute: PlannedAttribute): Attribute | Lack => {
  const { name, nature, computed } = attribute;
  const property = propertyOf(properties, attribute);
  if (property === undefined) return { lacks: `The contract has no property for the ${name} of ${of}.` };
  if (computed && property in properties.input)
    return { lacks: `The contract lets callers give the ${name} of ${of}, which the plan has computed.` };
  const schema = below(property in properties.input ? properties.input : properties.output, property);
  return fits(attribute, schema)
    ? { property, type: typeOf(schema) }
    : {
        lacks: `The contract holds the ${name} of ${of} in "${property}", which cannot take every ${nature} that the plan means.`,
      };
};

export const attributesIn = (
  properties: Properties,
  of: string,
  attributes: readonly PlannedAttribute[],
): Record<string, Attribute | Lack> =>
  Object.fromEntries(attributes.map((each) => [each.name, attributeIn(properties, of, each)]));

const isList = (schema: Json): boolean => below(schema, 'items')['type'] === 'object';

/** Name of the property that holds the parts, and the properties of one of them. */
export const partProperties = (
  { input, output }: Properties,
  part: PlannedPart,
): { property: string; properties: Properties } | undefined => {
  const lists = named(input, isList);
  const only = lists.length === 1 ? lists[0] : undefined;
  const property = bestMatch(part.plural, lists, (name) => name) ?? only;
  if (property === undefined) return undefined;
  const inside = (all: Json) => below(all, property, 'items', 'properties');
  return { property, properties: { input: inside(input), output: inside(output) } };
};

const partIn = (properties: Properties, thing: PlannedThing, part: PlannedPart): Part | Lack => {
  const found = partProperties(properties, part);
  if (!found) return { lacks: `The contract has no property for the ${part.plural} of ${thing.plural}.` };
  return {
    property: found.property,
    attributes: attributesIn(found.properties, `${part.plural} of ${thing.plural}`, part.attributes),
  };
};

export const partsIn = (properties: Properties, thing: PlannedThing): Record<string, Part | Lack> =>
  Object.fromEntries(thing.parts.map((part) => [part.plural, partIn(properties, thing, part)]));
