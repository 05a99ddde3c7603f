import type { Expression } from '../../../domain/expression.ts';
import type { Field, FieldType } from '../../../domain/field.ts';
import { codeOnly } from '../code-only.ts';
import { expressionCode, type CodeScope } from './expression-code.ts';

/** Code of a value. `needs`: conditions under which it is there at all. */
export type ValueCode = { code: string; needs: readonly string[] };

/** What a custom unit gives, as the field keeps it. */
const customCode = (type: FieldType, { code, needs }: ValueCode): ValueCode => ({
  code: type.kind === 'decimal' ? `rounded(${code}, ${type.scale})` : code,
  needs: [...new Set(needs)],
});

/** The value that an expression gives to a field, as the field keeps it. */
export const valueCode = ({ type }: Field, expression: Expression, scope: CodeScope): ValueCode => {
  if (expression.op === 'custom') return customCode(type, expressionCode(expression, scope));
  const { code, kind, needs } = expressionCode(expression, scope);
  const scale = type.kind === 'decimal' ? type.scale : 0;
  const isInexact = kind === 'number' && !isRead(expression);
  if (kind === 'boolean') return { code: needs.length > 0 ? `${code} === true` : code, needs: [] };
  return { code: isInexact ? `rounded(${code}, ${scale})` : code, needs: [...new Set(needs)] };
};

/** A member of an object literal, left out where its value is not there. */
export const memberCode = (name: string, { code, needs }: ValueCode): string => {
  const member = code === name ? name : `${name}: ${code}`;
  return needs.length > 0 ? `...(${needs.join(' && ')} && { ${member} })` : member;
};

const isRead = ({ op }: Expression): boolean =>
  op === 'field' || op === 'input' || op === 'related' || op === 'literal';

const modules: Record<string, readonly string[]> = {
  calendar: [
    'dayOf',
    'days',
    'earlier',
    'earlierDay',
    'earliest',
    'hours',
    'later',
    'laterDay',
    'latest',
    'latestStart',
    'minutes',
    'months',
    'periodOf',
    'startOfDay',
    'weeks',
    'years',
  ],
  decimal: ['rounded', 'sumOf'],
  actor: ['assertOwner', 'assertRole', 'nameOf'],
  'domain-error': ['ConcurrentChangeError', 'RuleViolation', 'UnknownReferenceError'],
  exclusively: ['lockKey'],
  idempotency: ['idempotentRequest'],
  immutable: ['assertUnchanged'],
  ledger: ['balanceOf', 'expiries'],
  instant: ['toInstant'],
  lifecycle: ['assertState'],
  occurrences: ['isConsequent'],
  'optimistic-concurrency': ['optimistically'],
};

/** Import declarations of the building blocks that code calls. */
export const libraryImports = (...code: readonly string[]): string[] => {
  const text = codeOnly(code.join('\n'));
  return Object.entries(modules).flatMap(([module, names]) => {
    const used = names.filter((name) => new RegExp(`(?<![.\\w])${name}\\(`).test(text));
    return used.length > 0 ? [`import { ${used.join(', ')} } from '#connectsoft/${module}';`] : [];
  });
};
