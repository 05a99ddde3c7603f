import type { Expression } from '../../domain/expression.ts';

/** What an expression reads. */
export type Uses = {
  fields: ReadonlySet<string>;
  inputs: ReadonlySet<string>;
  /** Reference fields whose aggregate it looks into. */
  references: ReadonlySet<string>;
  now: boolean;
};

/** The expressions inside one, and what it reads itself. Fields of parts are not fields of the aggregate. */
const partsOf = (expression: Expression): Expression[] => {
  switch (expression.op) {
    case 'later':
    case 'earlier':
      return [expression.than];
    case 'and':
    case 'or':
      return expression.operands;
    case 'not':
    case 'present':
      return [expression.operand];
    case 'overlap':
      return [expression.start, expression.end, expression.otherStart, expression.otherEnd];
    case 'custom':
      return expression.arguments.map(({ field }) => ({ op: 'field', name: field }));
    default:
      return 'left' in expression ? [expression.left, expression.right] : [];
  }
};

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
  const inner = inPart(expression) ?? usesOf(...partsOf(expression));
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
