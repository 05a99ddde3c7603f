import type { AgentAction } from '../../factory/domain/agent-action.ts';
import type { Artifact, DiscardedArtifact } from '../../factory/domain/artifact.ts';
import type { Decision } from '../../factory/domain/decision.ts';
import type { DeadLetter } from '../../factory/domain/dead-letter.ts';
import type { ApprovalGate } from '../../factory/domain/project-definition.ts';
import type { ProjectSummary } from '../../factory/domain/project-summary.ts';
import type { Review } from '../../factory/domain/review.ts';
import type { RunResult } from '../../factory/domain/run-result.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import type { TransitionEvent } from '../../factory/domain/transition-event.ts';
import type { UndoEntry } from '../../factory/domain/undo.ts';
import { CliError, HostLost } from '../cli-error.ts';
import { cliError, type Problem } from './api-error.ts';

export type Entry = { position: number; event: TransitionEvent };
export type Repository = { name: string; repository: string; commit: string; service?: string };
const problemOf = async (response: Response): Promise<Problem> => {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === 'object' && body !== null && 'detail' in body
    ? (body as Problem)
    : { status: response.status, detail: `The factory's API answered ${response.status}.` };
};

const deadLetter = (id: string) => `/api/messages/dead-letter/${encodeURIComponent(id)}`;
const review = (id: string) => `/api/reviews/${encodeURIComponent(id)}`;
const project = (id: string) => `/api/projects/${encodeURIComponent(id)}`;

/**
 * The public HTTP API of a factory, for the commands. Its methods throw `CliError` and `HostLost`.
 *
 * @param access headers that show who calls; they go to this address only, hence no redirect is followed
 */
export const factoryApi = (url: string, access: Readonly<Record<string, string>> = {}) => {
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...(init.headers as Record<string, string>), ...access };
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'error' }).catch(
      (error: unknown) => {
        throw new HostLost(`it does not answer at ${url} (${(error as Error).message}).`);
      },
    );
    if (!response.ok) throw cliError(await problemOf(response), path);
    return response;
  };
  const get = async <T>(path: string): Promise<T> => (await request(path)).json() as Promise<T>;

  const post = async <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> => {
    const response = await request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return (await response.json()) as T;
  };

  return {
    url,
    access,
    createProject: (
      definition: { text: string; approvals: readonly ApprovalGate[] },
      idempotencyKey: string,
    ) => post<{ projectId: string }>('/api/projects', definition, { 'idempotency-key': idempotencyKey }),
    deadLetters: async () => (await get<{ items: DeadLetter[] }>('/api/messages/dead-letter')).items,
    resubmit: (id: string) => post<DeadLetter>(`${deadLetter(id)}/resubmit`, {}),
    discard: (id: string, reason: string) => post<DeadLetter>(`${deadLetter(id)}/discard`, { reason }),
    /** Open ones, oldest first; of all projects where none is named. */
    reviews: async (id?: string) =>
      (await get<{ items: Review[] }>(`${id === undefined ? '/api' : project(id)}/reviews?status=open`))
        .items,
    review: (id: string) => get<Review>(review(id)),
    /** `shown`: hash of what was read. */
    decide: (id: string, decision: Decision, shown: string) =>
      post<Review>(`${review(id)}/decision`, { ...decision, shown }),
    cancel: (id: string, reason: string | undefined) =>
      post(`${project(id)}/cancel`, reason === undefined ? {} : { reason }),
    retry: (id: string, from: Stage) => post(`${project(id)}/retry`, { from }),
    /** Newest first. */
    projects: async () => (await get<{ items: ProjectSummary[] }>('/api/projects')).items,
    project: (id: string) => get<RunResult>(project(id)),
    eventsPath: (id: string) => `${project(id)}/events`,
    /** `waitSeconds`: how long to wait for one when there is none yet. */
    events: (id: string, after: number, waitSeconds = 0) =>
      get<{ items: Entry[]; next: number }>(
        `${project(id)}/events?after=${after}&limit=500&waitSeconds=${waitSeconds}`,
      ),
    undo: (id: string) => get<{ items: UndoEntry[]; discarded: DiscardedArtifact[] }>(`${project(id)}/undo`),
    actions: async (id: string) => (await get<{ items: AgentAction[] }>(`${project(id)}/actions`)).items,
    artifacts: async (id: string) => (await get<{ items: Artifact[] }>(`${project(id)}/artifacts`)).items,
    async artifact(id: string, path: string): Promise<string> {
      // A URL would resolve such segments before anyone could refuse them.
      if (path.split('/').some((segment) => segment === '.' || segment === '..'))
        throw new CliError(
          `${JSON.stringify(path)} is not the path of an artifact.`,
          'A path of an artifact goes only down.',
          `\`npx factory artifacts ${id}\` lists them.`,
        );
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      return (await request(`${project(id)}/artifacts/${encoded}`)).text();
    },
    repositories: async (id: string) =>
      (await get<{ items: Repository[] }>(`${project(id)}/repositories`)).items,
  };
};
export type FactoryApi = ReturnType<typeof factoryApi>;
