import { unstarted, type Project } from '../../../../factory/domain/project.ts';
import { projectIdOf } from '../../../../factory/domain/tenant.ts';

/** A project of a tenant, of which nothing is done yet. */
export const projectOf = (tenant: string, number: number): Project => ({
  ...unstarted(),
  id: projectIdOf(tenant, `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`),
  correlationId: `c-${number}`,
  idempotencyKey: `key-${number}`,
  definition: {
    text: 'Log zorbles.',
    customer: 'ConnectSoft',
    azureDevOps: { organization: 'connectsoft', project: 'factory' },
    stack: 'typescript',
  },
  createdAt: '2026-01-01T00:00:00.000Z',
});
