import { camelCase, words } from '../../../domain/naming.ts';
import type { PlannedAttribute } from '../../../domain/product-plan.ts';
import { attributeName } from '../../attribute-name.ts';
import { attributeAssumptions } from './attribute-assumptions.ts';
import { identifies, isMoment, natureOf } from './attribute-nature.ts';
import { valuesOf, type Thing } from './things.ts';

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
  computed: false,
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
      computed: false,
      origin: 'stated',
    };
  });
};

/**
 * Attributes that follow from what kind of thing it is, when the text gives none. Somebody's doing is not told by one
 * attribute alone, such as its time: who, what and on what belong to it.
 */
const essentials = (thing: Thing, unchangeable: boolean, named: number): PlannedAttribute[] => {
  if (thing.doing) {
    const on = valuesOf(thing.statements, 'complement').at(0) ?? 'resource';
    return named < 2 ? ['actor', 'action', on].map((name) => derived(name, 'text', true)) : [];
  }
  if (named > 0) return [];
  if (!unchangeable) return [derived('name', 'text', true), derived('description', 'text', false)];
  const measure = natureOf(thing.name);
  const measured = measure !== 'text' && measure !== 'flag';
  return [measured ? derived('value', measure, true) : derived('description', 'text', true)];
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

const belongings = ({ statements, doing }: Thing, named: readonly string[]): string[] =>
  doing
    ? []
    : valuesOf(statements, 'complement').filter(
        (name) => !named.some((each) => each === name || each.startsWith(`${name} `)),
      );

/** Attributes that a word for time means: those that say when the thing happened, else all that hold a time. */
const timesOf = (attributes: readonly PlannedAttribute[], thing: Thing): string[] => {
  const times = attributes.filter(isTime);
  const own = times.filter(({ name, origin }) => isMoment(name, thing.name) || origin === 'derived');
  return (own.length > 0 ? own : times).map(({ name }) => name);
};

const resolver =
  (attributes: readonly PlannedAttribute[], thing: Thing): PlannedAttributes['resolve'] =>
  (name) => {
    const found = match(attributes, attributeName(name, thing.name)) ?? match(attributes, name);
    if (found && camelCase(found) === camelCase(name)) return [found];
    if (TIME_WORDS.test(name)) return timesOf(attributes, thing);
    return found ? [found] : [];
  };

/** What every record of something that happened has besides what the text gives it. */
const additions = (thing: Thing, base: readonly PlannedAttribute[], bare: boolean): PlannedAttribute[] => {
  const moment = base.some((attribute) => isTime(attribute) && isMoment(attribute.name, thing.name));
  return [
    ...(moment ? [] : [derived('occurred at', 'instant', false)]),
    ...(bare ? [derived('details', 'details', false)] : []),
  ];
};

const namedIn = ({ statements }: Thing): string[] => statements.flatMap((each) => each.attributes);

/** Behaviour that says what a thing consists of. */
const FOUNDING = new Set(['parts', 'doing', 'posting', 'balance', 'unique', 'compare', 'formula']);

const isFounded = ({ statements }: Thing): boolean =>
  statements.some(({ behaviour }) => behaviour !== undefined && FOUNDING.has(behaviour.kind));

/** What the text itself gives a thing, and where it gives nothing, what follows from its kind. */
export const givenAttributes = (thing: Thing, unchangeable: boolean): PlannedAttribute[] => {
  const named = namedIn(thing);
  return distinct([
    ...stated(thing, unchangeable, [...new Set([...named, ...belongings(thing, named)])]),
    ...(isFounded(thing) ? [] : essentials(thing, unchangeable, named.length)),
  ]);
};

/**
 * What is known of a thing: what the text says, what it is found by, and what follows from its kind. `behaving`: what it
 * has where its behaviour was worked out; then nothing more follows from its kind.
 */
export const planAttributes = (
  thing: Thing,
  unchangeable: boolean,
  behaving?: readonly PlannedAttribute[],
): PlannedAttributes => {
  const named = namedIn(thing);
  const bare = named.length === 0 && !isFounded(thing);
  const base = behaving ? [...behaving] : givenAttributes(thing, unchangeable);
  const means = (name: string) =>
    match(base, name) !== undefined || (TIME_WORDS.test(name) && (unchangeable || base.some(isTime)));
  const found = stated(
    thing,
    unchangeable,
    [...new Set(valuesOf(thing.statements, 'by'))].filter((name) => !means(name)),
  );
  const attributes = distinct([...base, ...found, ...(unchangeable ? additions(thing, base, bare) : [])]);
  const assumptions = attributeAssumptions(thing, {
    attributes,
    named,
    found: found.map(({ name }) => name),
    behaving: behaving !== undefined,
  });
  return { attributes, resolve: resolver(attributes, thing), assumptions };
};
