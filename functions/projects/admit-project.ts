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
  /** Theirs, where they have one. */
  submitterId?: string | undefined;
  /** The registered sender that asks, where no person does. */
  sender?: string | undefined;
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
  { definition, idempotencyKey, correlationId, submittedBy, submitterId, sender }: ProjectRequest,
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
    ...(submitterId === undefined ? {} : { submitterId }),
    ...(sender === undefined ? {} : { sender }),
  };
};

/** The request of a project that was cancelled before has come. */
const complete = (
  { awaitsRequest, ...project }: Project,
  { definition, correlationId }: ProjectRequest,
): Project => (awaitsRequest ? { ...project, definition, correlationId } : project);

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
  const { projects } = deps.ports;
  const stored = await projects.create(newProject(deps, request));
  const project = stored.project.awaitsRequest
    ? await projects.update(stored.project.id, (latest) => complete(latest, request))
    : stored.project;
  if (!isDeepStrictEqual(project.definition, request.definition))
    return { outcome: 'key-reused', key: project.idempotencyKey };
  if (project.status === 'running') await start(project);
  return { outcome: 'accepted', project };
};
