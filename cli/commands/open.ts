import { spawn } from 'node:child_process';

import { factoryApi, type FactoryApi } from '../api/factory-api.ts';
import { CliError, EXIT, type ExitCode } from '../cli-error.ts';
import { runningHost } from '../host/running-host.ts';
import { printJson, printLines, type CommandContext } from './command-context.ts';
import { requireWorkspace } from './require-workspace.ts';

/** The program that opens an address, or none where nobody would see it. */
export const browserProgram = (
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  if (environment['SSH_CONNECTION'] || environment['SSH_TTY']) return undefined;
  if (platform === 'darwin') return 'open';
  return platform === 'linux' && (environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
    ? 'xdg-open'
    : undefined;
};

/** True when the program took the address. */
const shown = (program: string, url: string): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  spawn(program, [url], { stdio: 'ignore' })
    .once('error', () => resolve(false))
    .once('exit', (code) => resolve(code === 0));
  return promise;
};

/** The page of the factory where it has one, else its description. */
const pageOf = async (url: string): Promise<{ page: string } | undefined> => {
  const response = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.ok && response.headers.get('content-type')?.startsWith('text/html')
    ? { page: response.url }
    : undefined;
};

const addressOfService = async (api: FactoryApi, name: string, context: CommandContext): Promise<string> => {
  const projects = await api.projects();
  const owner = projects.find(({ services }) => services.includes(name));
  if (!owner) {
    const services = [...new Set(projects.flatMap((project) => project.services))].toSorted();
    throw new CliError(
      `There is no project or service ${JSON.stringify(name)}.`,
      services.length > 0 ? `There are: ${services.join(', ')}.` : 'This workspace has no service yet.',
      `\`npx factory status${context.workspaceOption}\` lists the projects.`,
    );
  }
  const service = (await api.project(owner.projectId)).services.find((found) => found.name === name);
  if (service?.running && service.endpoint !== '') return service.endpoint;
  throw new CliError(
    `${name} does not run now.`,
    service?.endpoint
      ? 'It was deployed, and has stopped.'
      : (service?.deployment?.detail ?? 'It was never deployed.'),
    `\`npx factory serve${context.workspaceOption}\` starts deployed services and keeps them up.`,
  );
};

const addressOf = async (url: string, target: string | undefined, context: CommandContext) => {
  const api = factoryApi(url);
  const found = await pageOf(url);
  if (target === undefined) return found?.page ?? new URL('/api/openapi.json', url).href;
  if (!target.startsWith('p-')) return addressOfService(api, target, context);
  await api.project(target);
  return found
    ? `${found.page}#/projects/${encodeURIComponent(target)}`
    : new URL(`/api/projects/${encodeURIComponent(target)}`, url).href;
};

/** Shows the factory, a project or a service in the browser, and says where that is. */
export const open = async (context: CommandContext, target: string | undefined): Promise<ExitCode> => {
  requireWorkspace(context);
  const host = await runningHost(context.workspace);
  if (!host)
    throw new CliError(
      'There is nothing to open.',
      `No factory runs in ${context.workspace}, and no service that it deployed.`,
      `\`npx factory serve${context.workspaceOption}\` in another terminal keeps both running.`,
    );
  const url = await addressOf(host.url, target, context);
  const program = context.json ? undefined : browserProgram(process.platform, process.env);
  const opened = program !== undefined && (await shown(program, url));
  if (context.json) printJson(context.stdout, { url });
  else printLines(context.stdout, [opened ? `Opened ${url}` : url]);
  return EXIT.completed;
};
