import type { Child } from '../../domain/aggregate.ts';
import type { Expression } from '../../domain/expression.ts';
import type { Field } from '../../domain/blueprint.ts';
import type { PlannedAttribute } from '../../domain/product-plan.ts';
import { fieldType } from './field-type.ts';
import { typeName } from './identifiers.ts';
import { fieldOf, listField, partField, type Part, type Thing, type Things } from './thing.ts';
import { withArticle } from './wording.ts';

/** Words that name a person or the way to reach one. */
const PERSONAL =
  /(?:^| )(?:actor|user|person|author|owner|e-?mail|e-?mail address|phone|phone number|mobile|address|first name|last name|full name|surname|birthday|date of birth|birth date|birthdate)$/;
const WORDS_OF_EVENTS: Record<string, string> = {
  actor: 'Who did it.',
  action: 'What was done.',
  resource: 'What it was done to.',
  'occurred at': 'When it happened; the time of writing when the caller gives none.',
  details: 'Anything else worth keeping.',
  description: 'What it is, in words.',
};

/** What fields are designed with: all things, names that searches use, names of people, formulas by attribute. */
export type FieldContext = {
  things: Things;
  searched: ReadonlySet<string>;
  people: ReadonlySet<string>;
  /** Formulas of computed attributes, by field; those of parts under `<list>.<field>`. */
  derived: ReadonlyMap<string, Expression>;
};

const describe = (attribute: PlannedAttribute, holder: string): string => {
  const known = attribute.origin === 'derived' ? WORDS_OF_EVENTS[attribute.name] : undefined;
  if (known) return known;
  const unique = attribute.unique ? '; no two share it' : '';
  if (attribute.nature === 'reference') return `The ${attribute.name} that the ${holder} is about${unique}.`;
  return `The ${attribute.name} of the ${holder}${unique}.`;
};

const isPersonal = ({ nature, name }: PlannedAttribute, people: ReadonlySet<string>): boolean =>
  (nature === 'text' && (PERSONAL.test(name) || people.has(name))) ||
  (nature === 'date' && PERSONAL.test(name));

const fieldFor = (
  attribute: PlannedAttribute,
  name: string,
  holder: string,
  service: string,
  { things, searched, people }: FieldContext,
  derived: Expression | undefined,
): Field => ({
  name,
  description: describe(attribute, holder),
  type: fieldType(attribute, searched.has(attribute.name), things, service),
  required: attribute.required,
  unique: attribute.unique && derived === undefined,
  sensitivity: isPersonal(attribute, people) ? 'personal' : 'none',
  default: 'none',
  immutable: false,
  managed: false,
  ...(derived ? { derived } : {}),
});

/** A computed attribute whose formula nobody gave has no field. */
const isKept = (attribute: PlannedAttribute, derived: Expression | undefined): boolean =>
  !attribute.computed || derived !== undefined;

const attributeField = (thing: Thing, attribute: PlannedAttribute, context: FieldContext): Field[] => {
  const name = fieldOf(thing, attribute);
  const derived = context.derived.get(name);
  if (!isKept(attribute, derived)) return [];
  const byServer =
    thing.subject.unchangeable &&
    attribute.origin === 'derived' &&
    attribute.nature === 'instant' &&
    !attribute.required;
  const field = fieldFor(attribute, name, thing.subject.name, thing.service, context, derived);
  return [
    {
      ...field,
      required: field.required || byServer,
      default: byServer ? 'now' : 'none',
      immutable: thing.subject.ledger !== undefined,
    },
  ];
};

/** The type of a part: its name, with that of its thing in front where a thing of the service has it already. */
export const partType = (things: Things, thing: Thing, part: Part): string => {
  const name = typeName(part.name);
  const taken = things.some(({ type, service }) => service === thing.service && type === name);
  return taken ? typeName(`${thing.subject.name} ${part.name}`) : name;
};

const MAX_PARTS = 100;

const listOf = (thing: Thing, part: Part, { things }: FieldContext): Field => ({
  name: listField(thing, part),
  description: `The ${part.plural} of the ${thing.subject.name}, in the caller's order.`,
  type: {
    kind: 'list',
    child: partType(things, thing, part),
    minItems: part.required ? 1 : 0,
    maxItems: MAX_PARTS,
  },
  required: part.required,
  unique: false,
  sensitivity: 'none',
  default: 'none',
  immutable: false,
  managed: false,
});

/** Fields of a thing: what callers give, then its parts, then what is derived from them. */
export const designFields = (thing: Thing, context: FieldContext): Field[] => {
  const own = thing.subject.attributes.flatMap((attribute) => attributeField(thing, attribute, context));
  return [
    ...own.filter(({ derived }) => !derived),
    ...thing.subject.parts.map((part) => listOf(thing, part, context)),
    ...own.filter(({ derived }) => derived),
  ];
};

/** The parts of a thing as children of its aggregate. */
export const designChildren = (thing: Thing, context: FieldContext): Child[] =>
  thing.subject.parts.map((part) => ({
    name: partType(context.things, thing, part),
    description: `One ${part.name} of ${withArticle(thing.subject.name)}.`,
    fields: part.attributes.flatMap((attribute) => {
      const name = partField(part, attribute);
      const derived = context.derived.get(`${listField(thing, part)}.${name}`);
      return isKept(attribute, derived)
        ? [fieldFor(attribute, name, part.name, thing.service, context, derived)]
        : [];
    }),
  }));
