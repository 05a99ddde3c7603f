import { isDeepStrictEqual } from 'node:util';

import type { ProjectDefinition } from '../../factory/domain/project-definition.ts';
import { unstarted, type Project } from '../../factory/domain/project.ts';
import { secretFields, type SecretField } from '../../factory/domain/secrets.ts';
import type { FunctionDeps } from '../function-deps.ts';

export type ProjectRequest = {
  definition: ProjectDefinition;
  idempotencyKey: string | undefined;
  correlationId: string;
  /** Name of who asks for it. */
  submittedBy: string;
};

export type Admission =
  | { outcome: 'accepted'; project: Project }
  | { outcome: 'secret'; fields: SecretField[] }
  | { outcome: 'refused'; reason: string; suggestion: string }
  | { outcome: 'key-reused'; key: string };

type Deps = Pick<FunctionDeps, 'readDefinition' | 'newProjectId'> & {
  ports: Pick<FunctionDeps['ports'], 'projects' | 'clock'>;
};

const newProject = (
  deps: Deps,
  { definition, idempotencyKey, correlationId, submittedBy }: ProjectRequest,
): Project => {
  const id = deps.newProjectId();
  return {
    id,
    correlationId,
    idempotencyKey: idempotencyKey ?? id,
    definition,
    createdAt: deps.ports.clock.now().toISOString(),
    ...unstarted(),
    submittedBy,
  };
};

/**
 * Turns a request into a running project, once per idempotency key. The document is written before `start` is called, so
 * the same request again starts what a crash left unstarted; `start` must do nothing for what runs already. A request
 * with a credential in it is refused before anything is kept.
 */
export const admitProject = async (
  deps: Deps,
  request: ProjectRequest,
  start: (project: Project) => Promise<void>,
): Promise<Admission> => {
  const { definition, idempotencyKey } = request;
  const fields = secretFields({ definition, idempotencyKey });
  if (fields.length > 0) return { outcome: 'secret', fields };
  const reading = await deps.readDefinition(request.definition.text);
  if (!reading.ok) return { outcome: 'refused', reason: reading.reason, suggestion: reading.suggestion };
  const { project } = await deps.ports.projects.create(newProject(deps, request));
  if (!isDeepStrictEqual(project.definition, request.definition))
    return { outcome: 'key-reused', key: project.idempotencyKey };
  if (project.status === 'running') await start(project);
  return { outcome: 'accepted', project };
};
