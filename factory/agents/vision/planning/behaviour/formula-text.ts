import type { Formula } from '../../../../domain/planned-rule.ts';

/** "quantity × unit price", "the sum of quantity × unit price over its lines". */
export const formulaText = (formula: Formula): string => {
  switch (formula.op) {
    case 'number':
      return `${formula.value}`;
    case 'attribute':
      return formula.name;
    case 'count':
      return `the number of ${formula.parts}s`;
    case 'sum':
    case 'minimum':
    case 'maximum': {
      const names = { sum: 'the sum of', minimum: 'the lowest', maximum: 'the highest' } as const;
      return `${names[formula.op]} ${formula.of ? formulaText(formula.of) : formula.parts} of every ${formula.parts}`;
    }
    default: {
      const signs = { add: '+', subtract: '−', multiply: '×', divide: '÷' } as const;
      return `${formulaText(formula.left)} ${signs[formula.op]} ${formulaText(formula.right)}`;
    }
  }
};
