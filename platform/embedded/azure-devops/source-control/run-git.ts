import { spawn } from 'node:child_process';
import { devNull } from 'node:os';

import { PortError } from '../../../port-error.ts';

/** Longest that one git command may take, in milliseconds; on our repositories they take some ten. */
const TIMEOUT_MS = 60_000;

export type GitResult = { exitCode: number | null; stdout: string; stderr: string };

type GitBytes = Omit<GitResult, 'stdout'> & { stdout: Buffer };

/** Nothing of the user's or the machine's configuration reaches git: no hooks, prompts, signing or attributes. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  // Windows starts no program without it.
  ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
});

const missingGit = new Set(['ENOENT', 'EACCES']);

const runForBytes = (args: readonly string[], input: Uint8Array = Buffer.alloc(0)): Promise<GitBytes> =>
  new Promise((resolve, reject) => {
    const git = spawn('git', ['-c', `core.hooksPath=${devNull}`, '-c', 'gc.auto=0', ...args], {
      env: environment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    git.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    git.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    git.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        missingGit.has(error.code ?? '')
          ? new PortError(
              'invalid-configuration',
              'The program git was not found on PATH. Install Git 2.32 or newer (Debian and Ubuntu: apt install git; macOS: xcode-select --install; Windows: winget install Git.Git) and start again.',
              { cause: error },
            )
          : new PortError('transient', `git could not be started: ${error.message}`, { cause: error }),
      );
    });
    git.once('close', (exitCode) => {
      resolve({
        exitCode,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString('utf8'),
      });
    });
    // A git that ends early closes the pipe; its exit code and stderr say why.
    git.stdin.on('error', () => {});
    git.stdin.end(input);
  });

/** Runs the git binary; answers its exit code, whatever it is. Without git: kind `invalid-configuration`. */
export const runGit = async (args: readonly string[], input?: Uint8Array): Promise<GitResult> => {
  const { stdout, ...result } = await runForBytes(args, input);
  return { ...result, stdout: stdout.toString('utf8') };
};

/** Standard output of a git command that must succeed. */
export const gitBytes = async (args: readonly string[], input?: Uint8Array): Promise<Buffer> => {
  const { exitCode, stdout, stderr } = await runForBytes(args, input);
  if (exitCode === 0) return stdout;
  throw new PortError(
    'transient',
    `git ${args.join(' ').slice(0, 300)} failed (${exitCode ?? 'killed'}): ${stderr.trim().slice(-1_000)}`,
  );
};

/** The same as text. */
export const gitOutput = async (args: readonly string[], input?: Uint8Array): Promise<string> =>
  (await gitBytes(args, input)).toString('utf8');
