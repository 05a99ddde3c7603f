import { camelCase, words } from '../../../domain/naming.ts';
import type { PlannedAttribute } from '../../../domain/product-plan.ts';
import { attributeName } from '../../attribute-name.ts';
import { identifies, isMoment, natureOf } from './attribute-nature.ts';
import { valuesOf, type Thing } from './things.ts';
import { listing, spoken, withArticle } from './wording.ts';

export type PlannedAttributes = {
  attributes: PlannedAttribute[];
  /** Name in the text → name in the plan, for filters. */
  resolve: (name: string) => string[];
  assumptions: string[];
};

type Nature = PlannedAttribute['nature'];

const derived = (name: string, nature: Nature, required: boolean): PlannedAttribute => ({
  name,
  nature,
  choices: [],
  required,
  unique: false,
  origin: 'derived',
});

const pairs = (values: readonly string[]): Map<string, string> =>
  new Map(values.map((value) => [value.slice(0, value.indexOf(': ')), value.slice(value.indexOf(': ') + 2)]));

const TIME_WORDS =
  /^(?:date|time|day|period|moment|when|month|week|year|timestamp|date and time|time of .*)$/;

const stated = (thing: Thing, unchangeable: boolean, names: readonly string[]): PlannedAttribute[] => {
  const optional = new Set(valuesOf(thing.statements, 'optional'));
  const required = new Set(valuesOf(thing.statements, 'required'));
  const unique = new Set(valuesOf(thing.statements, 'unique'));
  const choices = pairs(valuesOf(thing.statements, 'choice'));
  const natures = pairs(valuesOf(thing.statements, 'nature'));
  return names.map((name): PlannedAttribute => {
    const listed = [...new Set(choices.get(name)?.split(' | '))];
    const nature =
      listed.length > 1 ? 'choice' : ((natures.get(name) as Nature | undefined) ?? natureOf(name));
    return {
      name: attributeName(name, thing.name),
      nature,
      choices: listed.length > 1 ? listed : [],
      required: required.has(name) || !optional.has(name),
      unique: unique.has(name) || (!unchangeable && nature === 'text' && identifies(name, thing.name)),
      origin: 'stated',
    };
  });
};

/** Attributes that follow from what kind of thing it is, when the text gives none. */
const essentials = (thing: Thing, unchangeable: boolean, bare: boolean): PlannedAttribute[] => {
  if (thing.doing) {
    const on = valuesOf(thing.statements, 'complement').at(0) ?? 'resource';
    return bare ? ['actor', 'action', on].map((name) => derived(name, 'text', true)) : [];
  }
  if (!bare) return [];
  const measure = natureOf(thing.name);
  if (!unchangeable) return [derived('name', 'text', true), derived('description', 'text', false)];
  return measure === 'text' || measure === 'flag'
    ? [derived('description', 'text', true)]
    : [derived('value', measure, true)];
};

/** The attribute that a name in the text means: itself, or the only one that ends or begins with it. */
const match = (attributes: readonly PlannedAttribute[], name: string): string | undefined => {
  const exact = attributes.find((attribute) => camelCase(attribute.name) === camelCase(name));
  if (exact) return exact.name;
  for (const fits of [
    (attribute: string) => attribute.endsWith(` ${name}`),
    (attribute: string) => attribute.startsWith(`${name} `),
    (attribute: string) => name.endsWith(` ${attribute}`),
  ]) {
    const found = attributes.filter((attribute) => fits(attribute.name));
    if (found.length === 1) return found[0]?.name;
  }
  return undefined;
};

const distinct = (attributes: readonly PlannedAttribute[]): PlannedAttribute[] => {
  const byName = new Map<string, PlannedAttribute>();
  for (const attribute of attributes) {
    const key = camelCase(attribute.name);
    if (words(attribute.name).length > 0 && !byName.has(key)) byName.set(key, attribute);
  }
  return [...byName.values()];
};

const isTime = ({ nature }: PlannedAttribute): boolean => nature === 'date' || nature === 'instant';

/** What is known of a thing: what the text says, what it is found by, and what follows from its kind. */
export const planAttributes = (thing: Thing, unchangeable: boolean): PlannedAttributes => {
  const assumptions: string[] = [];
  const named = thing.statements.flatMap(({ attributes }) => attributes);
  const belongs = thing.doing
    ? []
    : valuesOf(thing.statements, 'complement').filter(
        (name) => !named.some((each) => each === name || each.startsWith(`${name} `)),
      );
  const given = stated(thing, unchangeable, [...new Set([...named, ...belongs])]);
  const bare = named.length === 0;
  const base = distinct([...given, ...essentials(thing, unchangeable, bare)]);
  const filters = [...new Set(valuesOf(thing.statements, 'by'))].filter(
    (name) => !match(base, name) && !(TIME_WORDS.test(name) && (unchangeable || base.some(isTime))),
  );
  const found = stated(thing, unchangeable, filters);
  const moment = base.some((attribute) => isTime(attribute) && isMoment(attribute.name, thing.name));
  const when = unchangeable && !moment ? [derived('occurred at', 'instant', false)] : [];
  const rest = unchangeable && bare ? [derived('details', 'details', false)] : [];
  const attributes = distinct([...base, ...found, ...when, ...rest]);

  const guessed = attributes.filter(({ origin }) => origin === 'derived').map(({ name }) => name);
  if (guessed.length > 0) {
    assumptions.push(
      bare
        ? `The text does not say what is known of ${withArticle(thing.name)}: ${listing(guessed.map(spoken))} ${guessed.length > 1 ? 'are' : 'is'} assumed.`
        : `Every ${thing.name} also has ${listing(guessed.map(spoken))}, because it is the record of something that happened.`,
    );
  }
  if (found.length > 0)
    assumptions.push(
      `Every ${thing.name} has ${listing(found.map(({ name }) => withArticle(name)))}, because the text finds it by that.`,
    );
  if (valuesOf(thing.statements, 'format').includes('ndjson'))
    assumptions.push('JSON exports are NDJSON: one JSON document per line.');
  for (const name of named.filter((each) => attributeName(each, thing.name) !== each))
    assumptions.push(
      `"${name}" is called "${attributeName(name, thing.name)}", because the service uses the short name itself.`,
    );
  for (const { name } of attributes.filter(
    (each) => each.unique && !valuesOf(thing.statements, 'unique').includes(each.name),
  ))
    assumptions.push(`No two ${thing.name} records share ${withArticle(name)}, because it identifies one.`);

  const resolve = (name: string): string[] => {
    const exact = match(attributes, attributeName(name, thing.name)) ?? match(attributes, name);
    if (exact && camelCase(exact) === camelCase(name)) return [exact];
    if (TIME_WORDS.test(name)) {
      const times = attributes.filter(isTime);
      const own = times.filter(
        (attribute) => isMoment(attribute.name, thing.name) || attribute.origin === 'derived',
      );
      return (own.length > 0 ? own : times).map((attribute) => attribute.name);
    }
    return exact ? [exact] : [];
  };
  return { attributes, resolve, assumptions };
};
