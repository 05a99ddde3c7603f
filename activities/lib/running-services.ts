import { changeService } from '../../factory/domain/project-transitions.ts';
import type { Ports } from '../../platform/ports.ts';
import { requireProject } from './require-project.ts';

/**
 * Endpoints of a project's services, by name. What ended with its host since it was deployed is started again first, and the
 * project document says where it is then.
 */
export const runningServices = async (
  { projects, runtime }: Pick<Ports, 'projects' | 'runtime'>,
  projectId: string,
): Promise<Readonly<Record<string, string>>> => {
  const running = (await runtime.ensureRunning(projectId)).filter((service) => service.running);
  const latest = new Map(running.map(({ name, endpoint }) => [name, endpoint]));
  const { services } = await requireProject(projects, projectId);
  const endpoints = Object.fromEntries(
    services.map(({ name, endpoint }) => [name, latest.get(name) ?? endpoint]),
  );
  if (services.some(({ name, endpoint }) => endpoint !== endpoints[name]))
    await projects.update(projectId, (project) =>
      [...latest].reduce((changed, [name, endpoint]) => changeService(changed, name, { endpoint }), project),
    );
  return endpoints;
};
