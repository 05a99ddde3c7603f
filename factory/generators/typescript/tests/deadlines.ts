import type { Aggregate, Field, Service } from '../../../domain/blueprint.ts';
import type { Expression } from '../../../domain/expression.ts';
import { targetOf } from '../fact-model.ts';

type Moment = { aggregate: string; field: string };

/** Fields of a moment that an expression counts from. */
const momentsIn = (service: Service, aggregate: Aggregate, expression: Expression): Moment[] => {
  switch (expression.op) {
    case 'later':
    case 'earlier':
      return momentsIn(service, aggregate, expression.than);
    case 'field':
      return [{ aggregate: aggregate.name, field: expression.name }];
    case 'related': {
      const reference = aggregate.fields.find(({ name }) => name === expression.reference);
      const target = reference && targetOf(service, reference);
      return target ? [{ aggregate: target.name, field: expression.field }] : [];
    }
    default:
      return [];
  }
};

const isNow = ({ op }: Expression): boolean => op === 'now' || op === 'today';

/** Moments up to which an expression holds: `now` is at most so much before them. */
const deadlinesIn = (service: Service, aggregate: Aggregate, expression: Expression): Moment[] => {
  switch (expression.op) {
    case 'and':
    case 'or':
      return expression.operands.flatMap((operand) => deadlinesIn(service, aggregate, operand));
    case 'less':
    case 'at-most':
      return isNow(expression.left) ? momentsIn(service, aggregate, expression.right) : [];
    case 'greater':
    case 'at-least':
      return isNow(expression.right) ? momentsIn(service, aggregate, expression.left) : [];
    default:
      return [];
  }
};

/** Some use case is possible only up to this moment, so that what tests make has it ahead of all that they do. */
export const isDeadline = (service: Service, aggregate: Aggregate, { name, type }: Field): boolean =>
  (type.kind === 'instant' || type.kind === 'date') &&
  service.aggregates.some((one) =>
    one.rules
      .flatMap((rule) => (rule.kind === 'guard' ? deadlinesIn(service, one, rule.holds) : []))
      .some((moment) => moment.aggregate === aggregate.name && moment.field === name),
  );

/** After every change that tests make. */
export const aheadOfAll = ({ type }: Field): string =>
  type.kind === 'date' ? '2026-03-02' : '2026-03-02T18:00:00.000Z';
