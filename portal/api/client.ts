import { troubleOf, unreachable, type Answer } from './trouble.ts';
import type {
  AgentAction,
  ArtifactEntry,
  Decision,
  NewProject,
  ProjectSummary,
  Repository,
  Review,
  RunResult,
  Stage,
} from './types.ts';

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;
type List<T> = { items: T[] };

const project = (id: string): string => `/api/projects/${encodeURIComponent(id)}`;

const review = (id: string): string => `/api/reviews/${encodeURIComponent(id)}`;

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

  const post = <T>(path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, (response) => response.json() as Promise<T>, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  return {
    /** The same key with the same definition answers the same project, however often it is sent. */
    createProject: (definition: NewProject, idempotencyKey: string) =>
      post<{ projectId: string }>('/api/projects', definition, { 'idempotency-key': idempotencyKey }),
    /** Newest first. */
    projects: () => list<ProjectSummary>('/api/projects'),
    project: (id: string) => get<RunResult>(project(id)),
    cancel: (id: string, reason: string) =>
      post<unknown>(`${project(id)}/cancel`, reason === '' ? {} : { reason }),
    retry: (id: string, from: Stage) => post<unknown>(`${project(id)}/retry`, { from }),
    /** Open ones of all projects, oldest first. */
    openReviews: () => list<Review>('/api/reviews'),
    /** All of a project, oldest first. */
    reviews: (id: string) => list<Review>(`${project(id)}/reviews`),
    review: (id: string) => get<Review>(review(id)),
    /** `shown`: hash of what was read. */
    decide: (id: string, decision: Decision, shown: string) =>
      post<Review>(`${review(id)}/decision`, { ...decision, shown }),
    actions: (id: string) => list<AgentAction>(`${project(id)}/actions`),
    artifacts: (id: string) => list<ArtifactEntry>(`${project(id)}/artifacts`),
    artifact: (id: string, path: string) => request(artifactPath(id, path), (response) => response.text()),
    repositories: (id: string) => list<Repository>(`${project(id)}/repositories`),
  };
};
export type Client = ReturnType<typeof createClient>;
