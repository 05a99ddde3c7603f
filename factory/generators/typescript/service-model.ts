import type { Service } from '../../domain/blueprint.ts';
import type { Expression } from '../../domain/expression.ts';
import type { AggregateModel } from './aggregate-model.ts';

/** Anything that happens by rules, states, time, permission or events: what makes a development mode useful. */
export const hasBehaviour = ({ aggregates, useCases, reactions }: Service): boolean =>
  reactions.length > 0 ||
  aggregates.some(
    ({ rules, lifecycle, ledger, reservable, fields }) =>
      rules.length > 0 ||
      lifecycle !== undefined ||
      ledger !== undefined ||
      reservable !== undefined ||
      fields.some(({ derived }) => derived !== undefined),
  ) ||
  useCases.some(({ roles, owner }) => roles.length > 0 || owner !== undefined);

/** Some use case asks who calls. */
export const asksActor = ({ useCases }: Service): boolean =>
  useCases.some(({ roles, owner }) => roles.length > 0 || owner !== undefined);

/** Two use cases at once must not both pass a rule, or post to one account. */
export const needsLock = (models: readonly AggregateModel[]): boolean =>
  models.some(
    (model) =>
      model.posts.length > 0 ||
      model.facts.some((fact) => fact.kind === 'among' && fact.rule.kind !== 'block'),
  );

/** The clock changes aggregates. */
export const hasTimeouts = (models: readonly AggregateModel[]): boolean =>
  models.some(({ timeouts }) => timeouts.length > 0);

const inside = (expression: Expression): Expression[] => [
  expression,
  ...Object.values(expression).flatMap((value): Expression[] => {
    if (Array.isArray(value)) return value.flatMap(inside);
    return typeof value === 'object' && 'op' in value ? inside(value as Expression) : [];
  }),
];

/** Every expression of a service, with those inside. */
export const expressionsOf = ({ aggregates, useCases }: Service): Expression[] =>
  [
    ...aggregates.flatMap(({ fields, children, rules }) => [
      ...[...fields, ...children.flatMap((child) => child.fields)].flatMap(({ derived }) =>
        derived ? [derived] : [],
      ),
      ...rules.flatMap((rule) => ('holds' in rule ? [rule.holds] : [])),
    ]),
    ...useCases.flatMap((useCase) =>
      useCase.kind === 'transition' ? useCase.effects.map(({ value }) => value) : [],
    ),
  ].flatMap(inside);

export const usesLists = (models: readonly AggregateModel[]): boolean =>
  models.some(({ aggregate }) => aggregate.children.length > 0);
