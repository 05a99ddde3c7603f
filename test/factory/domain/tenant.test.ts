import { expect, it } from 'vitest';

import {
  perTenant,
  projectIdOf,
  projectIdSchema,
  tenantKeySchema,
  tenantOfProject,
} from '../../../factory/domain/tenant.ts';

const UUID = '0190a0b0-0000-7000-8000-00000000000a';

it.each(['local', 'contoso', 'a', 'abcdef12'])('puts tenant %s into the ids of its projects', (tenant) => {
  const id = projectIdOf(tenant, UUID);
  expect(projectIdSchema.parse(id)).toBe(id);
  expect(tenantOfProject(id)).toBe(tenant);
});

it('gives the projects of the local tenant the ids that they always had', () => {
  expect(projectIdOf('local', UUID)).toBe(`p-${UUID}`);
});

it.each([
  '',
  'p-',
  UUID,
  `p-Contoso-${UUID}`,
  `p-${UUID}-`,
  `p-a/b-${UUID}`,
  'r-1',
  `p-${UUID.toUpperCase()}`,
])('knows no tenant of %j', (id) => {
  expect(tenantOfProject(id)).toBeUndefined();
  expect(projectIdSchema.safeParse(id).success).toBe(false);
});

it.each(['', '1a', 'Contoso', 'a-b', 'abcdefghijklm'])('takes %j for no key of a tenant', (key) => {
  expect(tenantKeySchema.safeParse(key).success).toBe(false);
});

it('leaves room in an instance id for the longest name of a service', () => {
  expect(`${projectIdOf('abcdefghijkl', UUID)}:svc:${'x'.repeat(40)}`.length).toBeLessThanOrEqual(100);
});

it('makes once what each tenant has', () => {
  const made: string[] = [];
  const of = perTenant((tenant) => made.push(tenant));
  expect([of('a'), of('b'), of('a')]).toEqual([1, 2, 1]);
  expect(made).toEqual(['a', 'b']);
});
