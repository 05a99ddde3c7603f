import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../../cli/factory.mjs', import.meta.url));

export type Answer = { code: number | null; stdout: string; stderr: string };

/** Runs `factory` as it is installed, in a folder, to its end. `environment` replaces single variables. */
export const realFactory = async (
  cwd: string,
  args: readonly string[],
  { environment = {}, node = [] }: { environment?: Record<string, string>; node?: readonly string[] } = {},
): Promise<Answer> => {
  const child = spawn(process.execPath, [...node, entry, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FACTORY_DEBUG: '', ...environment },
  });
  const ended = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number | null];
  return { code, stdout, stderr };
};
