import type { Child } from '../../../domain/aggregate.ts';
import type { Field } from '../../../domain/blueprint.ts';
import { isGiven } from '../../../domain/field.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { inputCall } from './input-file.ts';
import { refusedValues } from './refused-values.ts';

const childOf = ({ aggregate }: AggregateModel, { type }: Field): Child | undefined =>
  type.kind === 'list' ? aggregate.children.find(({ name }) => name === type.child) : undefined;

const testsOf = (model: AggregateModel, list: Field, { fields }: Child): string[] => {
  const given = fields.filter(isGiven);
  const rows = given.flatMap(({ name, type, required }) => [
    ...(required ? [`[${literal(name)}, 'is required', undefined],`] : []),
    ...refusedValues(type).map(({ code, detail }) => `[${literal(name)}, ${literal(detail)}, ${code}],`),
  ]);
  return [
    block(
      'it.each<[string, string, unknown]>([',
      ...rows,
      `])(${literal(`${list.name}: %s %s`)}, (field, detail, value) => {`,
      `const [first] = ${inputCall(model)}.${list.name};`,
      `expect(() => made({ ${list.name}: [first, { ...first, [field]: value }] })).toThrow(`,
      `expect.objectContaining({ violations: [{ field, detail: \`\${field} \${detail}\`, path: [${literal(list.name)}, '1', field] }] }),`,
      ');',
      '});',
    ),
    block(
      `it(${literal(`names the parts of ${list.name} that are none`)}, () => {`,
      `expect(() => made({ ${list.name}: [null, 1] })).toThrow(`,
      `new InvariantViolation([`,
      `{ field: '0', detail: 'item 1 must be a JSON object', path: [${literal(list.name)}, '0'] },`,
      `{ field: '1', detail: 'item 2 must be a JSON object', path: [${literal(list.name)}, '1'] },`,
      `]),`,
      ');',
      '});',
    ),
  ];
};

/** What each part of a list must be. A list that takes fewer than two parts is not tested part by part. */
export const partRules = (model: AggregateModel): string[] =>
  model.given.flatMap((field) => {
    const child = childOf(model, field);
    const { type } = field;
    return child && field.required && type.kind === 'list' && type.minItems <= 2 && type.maxItems >= 2
      ? testsOf(model, field, child)
      : [];
  });
