import type { ChildProcess } from 'node:child_process';

import { runResultSchema, type RunResult } from '../../../factory/domain/run-result.ts';
import { hostOf, startFactory } from './factory-cli.ts';
import { until } from './waiting.ts';

export type ServedFactory = { url: string; stop(): Promise<void> };

/** `factory serve` on a workspace, until it is stopped as Ctrl-C would. */
export const serve = async (workspace: string): Promise<ServedFactory> => {
  const cli: ChildProcess = startFactory('serve', '--workspace', workspace, '--port', '0');
  let output = '';
  cli.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  cli.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<void>((resolve) => cli.once('exit', () => resolve()));
  const url = await until('the host', async () => {
    if (cli.exitCode !== null) throw new Error(`serve ended\n${output}`);
    const host = hostOf(workspace);
    if (!host) return undefined;
    const answer = await fetch(`${host.url}/api/health`).catch(() => undefined);
    return answer?.ok ? host.url : undefined;
  });
  return {
    url,
    async stop() {
      cli.kill('SIGINT');
      await exited;
    },
  };
};

/** Asks for a project over the HTTP API and waits until it has ended. `access`: headers of who asks, where the factory wants to know. */
export const makeProject = async (
  url: string,
  text: string,
  access: Record<string, string> = {},
): Promise<RunResult> => {
  const created = await fetch(`${url}/api/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...access },
    body: JSON.stringify({ text }),
  });
  if (created.status !== 202) throw new Error(`${created.status}: ${await created.text()}`);
  const { projectId } = (await created.json()) as { projectId: string };
  return until(
    'the project to end',
    async () => {
      const answer = await fetch(`${url}/api/projects/${projectId}`, { headers: access });
      const result = runResultSchema.parse(await answer.json());
      return result.status === 'running' ? undefined : result;
    },
    240_000,
  );
};
