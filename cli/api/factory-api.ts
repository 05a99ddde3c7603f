import type { AgentAction } from '../../factory/domain/agent-action.ts';
import type { Artifact } from '../../factory/domain/artifact.ts';
import type { ProjectSummary } from '../../factory/domain/project-summary.ts';
import type { RunResult } from '../../factory/domain/run-result.ts';
import type { TransitionEvent } from '../../factory/domain/transition-event.ts';
import { CliError, EXIT, HostLost } from '../cli-error.ts';

export type Entry = { position: number; event: TransitionEvent };
export type Repository = { name: string; repository: string; commit: string; service?: string };
type Problem = {
  status: number;
  detail: string;
  reason?: string;
  suggestion?: string;
};

/** What a problem of the API means to the person at the terminal. */
const cliError = ({ status, detail, reason, suggestion }: Problem): CliError => {
  if (reason !== undefined && suggestion !== undefined)
    return new CliError('This definition cannot be built.', reason, suggestion);
  if (status === 404)
    return new CliError(
      'There is no such project or file here.',
      detail,
      '`npx factory status` lists the projects of this workspace.',
    );
  return status < 500
    ? new CliError('The factory refuses this.', detail, '`npx factory --help` shows what is possible.')
    : new CliError(
        'The factory could not answer.',
        detail,
        'See host.log in the workspace, and try again.',
        EXIT.failed,
      );
};

const problemOf = async (response: Response): Promise<Problem> => {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === 'object' && body !== null && 'detail' in body
    ? (body as Problem)
    : { status: response.status, detail: `The factory's API answered ${response.status}.` };
};

const project = (id: string) => `/api/projects/${encodeURIComponent(id)}`;

/** The public HTTP API of a factory, for the commands. Its methods throw `CliError` and `HostLost`. */
export const factoryApi = (url: string) => {
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(new URL(path, url), init).catch((error: unknown) => {
      throw new HostLost(`it does not answer at ${url} (${(error as Error).message}).`);
    });
    if (!response.ok) throw cliError(await problemOf(response));
    return response;
  };
  const get = async <T>(path: string): Promise<T> => (await request(path)).json() as Promise<T>;

  return {
    url,
    async createProject(text: string, idempotencyKey: string): Promise<{ projectId: string }> {
      const response = await request('/api/projects', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
        body: JSON.stringify({ text }),
      });
      return (await response.json()) as { projectId: string };
    },
    /** Newest first. */
    projects: async () => (await get<{ items: ProjectSummary[] }>('/api/projects')).items,
    project: (id: string) => get<RunResult>(project(id)),
    eventsPath: (id: string) => `${project(id)}/events`,
    events: (id: string, after: number) =>
      get<{ items: Entry[]; next: number }>(`${project(id)}/events?after=${after}&limit=500`),
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
