import type { Field } from '../../../domain/blueprint.ts';
import { usesOf } from '../expression-uses.ts';
import { variableName } from '../identifiers.ts';
import { ownScope, type Owner } from './scopes.ts';
import { memberCode, valueCode, type ValueCode } from './value-code.ts';

/** Statements before an object literal, and the members that it gets. */
export type DerivedCode = { statements: string[]; members: string[] };

const constant = (name: string, { code, needs }: ValueCode): string =>
  `const ${name} = ${needs.length > 0 ? `${needs.join(' && ')} ? ${code} : undefined` : code};`;

/** Derived fields, each after those that it reads. One that another one reads becomes a constant. */
export const derivedCode = (owner: Owner, derived: readonly Field[], base: string): DerivedCode => {
  const readByOthers = new Set(
    derived.flatMap((field) => [...usesOf(...(field.derived ? [field.derived] : [])).fields]),
  );
  const shared = new Set(derived.map(({ name }) => name).filter((name) => readByOthers.has(name)));
  const own = ownScope(owner, base, 'at');
  const scope = {
    ...own,
    field: (name: string) => ({ ...own.field(name), ...(shared.has(name) && { code: variableName(name) }) }),
  };
  const statements: string[] = [];
  const members = derived.flatMap((field) => {
    if (!field.derived) return [];
    const value = valueCode(field, field.derived, scope);
    if (!shared.has(field.name)) return [memberCode(field.name, value)];
    const name = variableName(field.name);
    statements.push(constant(name, value));
    const needs = value.needs.length > 0 ? [`${name} !== undefined`] : [];
    return [memberCode(field.name, { code: name, needs })];
  });
  return { statements, members };
};
