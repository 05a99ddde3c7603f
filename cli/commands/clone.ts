import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

import type { FactoryApi, Repository } from '../api/factory-api.ts';
import { CliError, EXIT, type ExitCode } from '../cli-error.ts';
import { requireGit } from '../prerequisite.ts';
import { printJson, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';
import { withHost } from './with-host.ts';

const isLocation = (text: string) => /[\\/:]/.test(text) || existsSync(text);

/** Repositories of all projects, newest project first. */
const allRepositories = async (api: FactoryApi): Promise<Repository[]> => {
  const projects = await api.projects();
  return (await Promise.all(projects.map(({ projectId }) => api.repositories(projectId)))).flat();
};

/** Where the repository of a name is: the repository that is called so, else that of the newest service called so. */
const locate = async (context: CommandContext, name: string): Promise<string> => {
  requireWorkspace(context);
  const repositories = await withHost(context, { pump: 'none' }, ({ api }) => allRepositories(api));
  const found =
    repositories.find((repository) => repository.name === name) ??
    repositories.find(({ service }) => service === name);
  if (found) return found.repository;
  const names = repositories.map((repository) => repository.name).join(', ');
  throw new CliError(
    `There is no repository ${JSON.stringify(name)} in this workspace.`,
    names ? `There are: ${names}.` : 'There is none yet.',
    names ? 'Name one of them, or give a path.' : '`npx factory run` makes one.',
  );
};

/** Clones a generated repository, by the name of its service or by path. */
export const clone = async (
  context: CommandContext,
  repository: string,
  directory: string | undefined,
): Promise<ExitCode> => {
  requireGit();
  const source = isLocation(repository) ? repository : await locate(context, repository);
  const args = ['clone', '--', source, ...(directory === undefined ? [] : [directory])];
  // Git speaks on stderr; stdout stays for the one document of --json.
  const git = spawn('git', args, { stdio: ['inherit', context.json ? 'ignore' : 'inherit', 'inherit'] });
  const [code] = (await once(git, 'exit')) as [number | null];
  if (code !== 0)
    throw new CliError(
      `git could not clone ${source}.`,
      'Its message above says why.',
      'Check the path, and that the folder to clone into is new or empty.',
      EXIT.failed,
    );
  if (context.json) printJson(context.stdout, { repository: source, ...(directory ? { directory } : {}) });
  return EXIT.completed;
};
