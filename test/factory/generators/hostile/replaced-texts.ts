import {
  blueprintSchema,
  type Blueprint,
  type Field,
  type Service,
} from '../../../../factory/domain/blueprint.ts';
import { productPlanSchema, type ProductPlan } from '../../../../factory/domain/product-plan.ts';

export type Design = { plan: ProductPlan; blueprint: Blueprint };

/** Another text in the place of one; equal ones get equal ones. `key` is the property that holds it. */
export type Replacement = (text: string, key: string) => string;

/** Free texts of a plan or a blueprint; everything else is an identifier or belongs to a closed vocabulary. */
const FREE = new Set(
  `actor alternatives assumptions because benefit businessContext consequences context decision definition description domain
  given goals inside meaning milestone option outcome outside purpose reason rejectedBecause role statement summary term text then
  title want when`.split(/\s+/),
);

const replacedIn = (
  value: unknown,
  key: string,
  replace: Replacement,
  free: (key: string) => boolean,
): unknown => {
  if (Array.isArray(value)) return value.map((each) => replacedIn(each, key, replace, free));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        (name === 'input' && !Array.isArray(inner)) || name === 'type'
          ? inner
          : replacedIn(inner, name, replace, free),
      ]),
    );
  return typeof value === 'string' && free(key) ? replace(value, key) : value;
};

const fieldsOf = ({ aggregates, useCases }: Service): Field[] => [
  ...aggregates.flatMap(({ fields, children }) => [...fields, ...children.flatMap((child) => child.fields)]),
  ...useCases.flatMap((useCase) => ('input' in useCase ? useCase.input : [])),
];

const choices = (service: Service): Set<string> =>
  new Set(fieldsOf(service).flatMap(({ type }) => (type.kind === 'enum' ? type.values : [])));

/** A value of an example: words and choices are replaced, what has a form of its own (moment, id) stays. */
const exampleValue = (
  fields: readonly Field[],
  name: string,
  value: unknown,
  replace: Replacement,
): unknown => {
  if (Array.isArray(value)) return value.map((each) => exampleValue(fields, name, each, replace));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, exampleValue(fields, key, inner, replace)]),
    );
  const type = fields.find((field) => field.name === name)?.type;
  if (typeof value !== 'string' || !type) return value;
  if (type.kind === 'enum' || type.kind === 'text') return replace(value, name);
  return type.kind === 'string' ? replace(value, name).slice(0, type.maxLength) : value;
};

const withChoices = (field: Field, replace: Replacement): Field =>
  field.type.kind === 'enum'
    ? {
        ...field,
        type: { ...field.type, values: field.type.values.map((value) => replace(value, 'values')) },
      }
    : field;

/** Choices stand in expressions as literals. */
const withLiterals = <T>(value: T, of: ReadonlySet<string>, replace: Replacement): T =>
  JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && 'op' in inner && inner.op === 'literal' && 'value' in inner
      ? {
          ...inner,
          value:
            typeof inner.value === 'string' && of.has(inner.value)
              ? replace(inner.value, 'value')
              : inner.value,
        }
      : inner,
  ) as T;

const serviceWith = (service: Service, replace: Replacement): Service => {
  const fields = fieldsOf(service);
  const changed = withLiterals(service, choices(service), replace);
  return {
    ...changed,
    aggregates: changed.aggregates.map((aggregate) => ({
      ...aggregate,
      fields: aggregate.fields.map((field) => withChoices(field, replace)),
      children: aggregate.children.map((child) => ({
        ...child,
        fields: child.fields.map((field) => withChoices(field, replace)),
      })),
    })),
    useCases: changed.useCases.map((useCase) => {
      if ('examples' in useCase)
        return {
          ...useCase,
          examples: useCase.examples.map((example) => ({
            ...example,
            input: exampleValue(fields, '', example.input, replace) as typeof example.input,
          })),
        };
      return 'input' in useCase
        ? { ...useCase, input: useCase.input.map((field) => withChoices(field, replace)) }
        : useCase;
    }),
  };
};

/** A design whose every free text, choice and example is another. */
export const withTexts = ({ plan, blueprint }: Design, replace: Replacement): Design => {
  const free = (key: string) => FREE.has(key);
  const words = replacedIn(blueprint, '', replace, free) as Blueprint;
  return {
    plan: productPlanSchema.parse(replacedIn(plan, '', replace, free)),
    blueprint: blueprintSchema.parse({
      ...words,
      services: words.services.map((service) => serviceWith(service, replace)),
    }),
  };
};

/** Identifiers and closed vocabularies of a plan: what is not in here is in the plan's own words. */
const CLOSED = new Set(
  `allowed by comparison direction featureIds format id ids intent kind mode moment name nature op origin priority requirementId
  requirementIds rule reaction schemaVersion service serviceName statementIds unit`.split(/\s+/),
);

/** A plan in which things, attributes, states and verbs are called by other words too, everywhere by the same. */
export const withVocabulary = ({ plan, blueprint }: Design, replace: Replacement): Design => {
  const own = (key: string) => !CLOSED.has(key);
  const { statements, services, ...rest } = plan;
  const things = replacedIn(rest, '', replace, own) as typeof rest;
  return {
    plan: productPlanSchema.parse({ ...things, statements, services }),
    blueprint,
  };
};
