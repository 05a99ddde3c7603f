import { expect, it } from 'vitest';

import { runningServices } from '../../../activities/lib/running-services.ts';
import type { Project } from '../../../factory/domain/project.ts';
import type { Ports, RunningService } from '../../../platform/ports.ts';
import { aProject } from '../a-project.ts';

const service = (name: string, endpoint: string) => ({
  name,
  stack: 'typescript',
  repository: name,
  commit: 'c',
  quality: { checks: [], coverage: 0, tests: { passed: 0, failed: 0 } },
  endpoint,
  running: true,
});

/** A project with two services, and where the runtime says that they run now. */
const given = (running: RunningService[]) => {
  let project: Project = aProject({
    services: [service('orders', 'http://a:1'), service('stock', 'http://a:2')],
  });
  let updates = 0;
  const projects = {
    get: async () => ({ project, etag: '1' }),
    update: async (_: string, change: (before: Project) => Project) => {
      updates += 1;
      project = change(project);
      return project;
    },
  };
  const ports = { projects, runtime: { ensureRunning: async () => running } } as unknown as Ports;
  return { ports, endpoints: () => project.services.map(({ endpoint }) => endpoint), updates: () => updates };
};

it('answers where a service runs that was started again, and the project says so', async () => {
  const at = given([
    { name: 'orders', commit: 'c', endpoint: 'http://a:7', running: true },
    { name: 'stock', commit: 'c', endpoint: 'http://a:8', running: false },
  ]);
  expect(await runningServices(at.ports, 'p')).toEqual({ orders: 'http://a:7', stock: 'http://a:2' });
  expect(at.endpoints()).toEqual(['http://a:7', 'http://a:2']);
});

it('writes nothing where all run as they were deployed', async () => {
  const at = given([{ name: 'orders', commit: 'c', endpoint: 'http://a:1', running: true }]);
  expect(await runningServices(at.ports, 'p')).toEqual({ orders: 'http://a:1', stock: 'http://a:2' });
  expect(at.updates()).toBe(0);
});
