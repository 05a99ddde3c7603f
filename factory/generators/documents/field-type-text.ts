import type { FieldType } from '../../domain/blueprint.ts';
import { code } from './markdown-blocks.ts';

const range = (minimum: number | undefined, maximum: number | undefined): string => {
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return maximum === undefined ? '' : `, at most ${maximum}`;
};

const referenceText = ({ aggregate, service }: Extract<FieldType, { kind: 'reference' }>): string =>
  service ? `id of a ${aggregate} of service ${code(service)}, which is not asked` : `id of a ${aggregate}`;

/** What a field holds, in words. */
export const fieldTypeText = (type: FieldType): string => {
  switch (type.kind) {
    case 'string':
      return `string, ${type.minLength} to ${type.maxLength} characters`;
    case 'text':
      return `text, at most ${type.maxLength} characters`;
    case 'integer':
      return `integer${range(type.minimum, type.maximum)}`;
    case 'decimal':
      return `decimal, ${type.scale} digits after the point${range(type.minimum, type.maximum)}`;
    case 'boolean':
      return 'true or false';
    case 'date':
      return 'day';
    case 'instant':
      return 'point in time';
    case 'enum':
      return `one of ${type.values.map(code).join(', ')}`;
    case 'reference':
      return referenceText(type);
    case 'list':
      return `list of ${type.child}, ${type.minItems} to ${type.maxItems}`;
    case 'json':
      return `JSON object, at most ${type.maxBytes} bytes`;
  }
};
