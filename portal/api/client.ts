import { troubleOf, unreachable, type Answer } from './trouble.ts';
import type {
  AgentAction,
  ArtifactEntry,
  NewProject,
  ProjectSummary,
  Repository,
  RunResult,
} from './types.ts';

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;
type List<T> = { items: T[] };

const project = (id: string): string => `/api/projects/${encodeURIComponent(id)}`;

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Where an artifact is downloaded from. */
export const artifactPath = (id: string, path: string): string => `${project(id)}/artifacts/${encoded(path)}`;

/** Where the server-sent events of a project are. */
export const eventsPath = (id: string): string => `${project(id)}/events`;

/** The public HTTP API of the factory. Its methods never reject. */
export const createClient = (fetch: Fetch) => {
  const request = async <T>(
    path: string,
    read: (response: Response) => Promise<T>,
    init: RequestInit = {},
  ): Promise<Answer<T>> => {
    try {
      const response = await fetch(path, init);
      if (response.ok) return { ok: true, value: await read(response) };
      const body: unknown = await response.json().catch(() => undefined);
      return { ok: false, trouble: troubleOf(response.status, body) };
    } catch {
      return { ok: false, trouble: unreachable };
    }
  };
  const get = <T>(path: string) => request(path, (response) => response.json() as Promise<T>);
  const list = async <T>(path: string): Promise<Answer<T[]>> => {
    const answer = await get<List<T>>(path);
    return answer.ok ? { ok: true, value: answer.value.items } : answer;
  };

  return {
    /** The same key with the same definition answers the same project, however often it is sent. */
    createProject: (definition: NewProject, idempotencyKey: string) =>
      request('/api/projects', (response) => response.json() as Promise<{ projectId: string }>, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
        body: JSON.stringify(definition),
      }),
    /** Newest first. */
    projects: () => list<ProjectSummary>('/api/projects'),
    project: (id: string) => get<RunResult>(project(id)),
    actions: (id: string) => list<AgentAction>(`${project(id)}/actions`),
    artifacts: (id: string) => list<ArtifactEntry>(`${project(id)}/artifacts`),
    artifact: (id: string, path: string) => request(artifactPath(id, path), (response) => response.text()),
    repositories: (id: string) => list<Repository>(`${project(id)}/repositories`),
  };
};
export type Client = ReturnType<typeof createClient>;
