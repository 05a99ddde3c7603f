import type { Expression } from '../../domain/expression.ts';
import { operandsOf } from './operands.ts';

/** What an expression reads. */
export type Uses = {
  fields: ReadonlySet<string>;
  inputs: ReadonlySet<string>;
  /** Reference fields whose aggregate it looks into. */
  references: ReadonlySet<string>;
  now: boolean;
};

/** What is read of the parts of an aggregate; their fields are not fields of the aggregate. */
const inPart = (expression: Expression): Uses | undefined => {
  if (!('over' in expression)) return undefined;
  const { over, where } = expression;
  const { inputs, references, now } = usesOf(
    ...('of' in expression ? [expression.of] : []),
    ...(where ? [where] : []),
  );
  return { fields: new Set([over]), inputs, references, now };
};

const ofOne = (expression: Expression): Uses => {
  const inner = inPart(expression) ?? usesOf(...operandsOf(expression));
  switch (expression.op) {
    case 'field':
      return { ...inner, fields: new Set([expression.name]) };
    case 'input':
      return { ...inner, inputs: new Set([expression.name]) };
    case 'related':
      return { ...inner, references: new Set([expression.reference]) };
    case 'now':
    case 'today':
      return { ...inner, now: true };
    default:
      return inner;
  }
};

/** What expressions read together. */
export const usesOf = (...expressions: readonly Expression[]): Uses => {
  const all = expressions.map(ofOne);
  return {
    fields: new Set(all.flatMap(({ fields }) => [...fields])),
    inputs: new Set(all.flatMap(({ inputs }) => [...inputs])),
    references: new Set(all.flatMap(({ references }) => [...references])),
    now: all.some(({ now }) => now),
  };
};
