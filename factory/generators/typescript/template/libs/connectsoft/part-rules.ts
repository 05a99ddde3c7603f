import { InvariantViolation } from './domain-error.ts';
import { isUuid } from './uuid.ts';
import { checked, type Rule, type Rules } from './value-rules.ts';

/** Id of an aggregate. */
export const reference = (): Rule<string> => (value) =>
  typeof value === 'string' && isUuid(value) ? { value: value.toLowerCase() } : { broken: 'must be a UUID' };

/** A part of an aggregate by the rules of its fields; `complete` computes what follows from them. */
export const partOf =
  <Fields extends object, Part extends Fields = Fields>(
    rules: Rules<Fields>,
    complete: (fields: Fields) => Part,
  ): Rule<Part> =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { broken: 'must be a JSON object' };
    try {
      return { value: complete(checked<Fields>(value, rules)) };
    } catch (error) {
      if (!(error instanceof InvariantViolation)) throw error;
      return { broken: error.violations };
    }
  };

const items = (count: number): string => (count === 1 ? '1 item' : `${count} items`);

/** Parts in their order. */
export const listOf =
  <Part>(rule: Rule<Part>, { minItems, maxItems }: { minItems: number; maxItems: number }): Rule<Part[]> =>
  (value) => {
    if (!Array.isArray(value)) return { broken: 'must be a list' };
    if (value.length < minItems) return { broken: `must have at least ${items(minItems)}` };
    if (value.length > maxItems) return { broken: `must have at most ${items(maxItems)}` };
    const results = value.map(rule);
    const violations = results.flatMap((result, index) =>
      'value' in result
        ? []
        : typeof result.broken === 'string'
          ? [{ field: String(index), detail: `item ${index + 1} ${result.broken}` }]
          : result.broken.map(({ field, detail, path = [field] }) => ({
              field,
              detail,
              path: [String(index), ...path],
            })),
    );
    if (violations.length > 0) return { broken: violations };
    return { value: results.flatMap((result) => ('value' in result ? [result.value] : [])) };
  };
