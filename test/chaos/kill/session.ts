import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { hostOf, root } from '../../e2e/support/factory-cli.ts';
import { rows } from './observe/rows.ts';
import { descendantsOf, type ProcessReference } from './observe/processes.ts';

/** Which command line, and what its environment has beside ours. */
export type Program = { entry: string; environment: Readonly<Record<string, string>> };

export const REAL: Program = { entry: join(root, 'cli/factory.ts'), environment: {} };

/** What was going on in a host, and below it, when it was killed. */
export type Death = { during: string; below: readonly ProcessReference[] };

/** A command that works in a workspace, with the host that it started. */
export type Session = {
  workspace: string;
  /** Exit code; null after a signal, which it gets when it takes too long. */
  ended: Promise<number | null>;
  /** Both streams. */
  output: () => string;
  /** Waits for something in the output, and answers its first group; rejects when the command ends without, or after a while. */
  said: (what: RegExp, withinMs?: number) => Promise<string>;
  /** Waits until the output is such; rejects as `said` does. */
  until: (what: string, isSo: (output: string) => boolean) => Promise<unknown>;
  /** Waits until the host listens; answers its URL. */
  listening: () => Promise<string>;
  /** `kill -9` of the host, as soon as there is one, then of the command. Undefined when the host had ended before. */
  kill: () => Promise<Death | undefined>;
};

const POLL_MS = 5;
const DEFAULT_WAIT_MS = 600_000;

/** The stage of the last event that is in the journal, or that the host was starting. */
const momentOf = (workspace: string, isListening: boolean): string => {
  if (!isListening) return 'start of the host';
  const query =
    "SELECT document FROM event ORDER BY json_extract(document, '$.time') DESC, position DESC LIMIT 1";
  const [last] = rows(join(workspace, 'store.db'), query);
  const event = JSON.parse(String(last?.['document'] ?? '{}')) as {
    type?: string;
    data?: { stage?: string };
  };
  return event.data?.stage ?? event.type ?? 'before the first event';
};

/** False when no such process is left. */
const signal = (pid: number): boolean => {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
};

export const startSession = (program: Program, workspace: string, ...args: string[]): Session => {
  const child = spawn(process.execPath, [program.entry, ...args, '--workspace', workspace], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...program.environment },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let isOver = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      isOver = true;
      resolve(code);
    });
  });
  const tooLong = setTimeout(() => child.kill('SIGKILL'), DEFAULT_WAIT_MS);
  void ended.then(() => clearTimeout(tooLong));
  const before = hostOf(workspace)?.pid;

  const poll = async <T>(what: string, look: () => T | undefined, withinMs = DEFAULT_WAIT_MS): Promise<T> => {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const wasOver = isOver;
      const found = look();
      if (found !== undefined) return found;
      if (wasOver || performance.now() > deadline)
        throw new Error(`${args.join(' ')}: never came to ${what}\n${output.slice(-4_000)}`);
      await sleep(POLL_MS);
    }
  };
  const host = () => {
    const found = hostOf(workspace);
    return found !== undefined && found.pid !== before ? found : undefined;
  };

  return {
    workspace,
    ended,
    output: () => output,
    said: (what, withinMs) => poll(String(what), () => what.exec(output)?.[1], withinMs),
    until: (what, isSo) => poll(what, () => (isSo(output) ? true : undefined)),
    listening: () => poll('a host that listens', () => host()?.url || undefined),
    async kill() {
      const target = await poll('a host', host).catch(() => undefined);
      const below = target && descendantsOf(target.pid);
      const isDead = target !== undefined && signal(target.pid);
      child.kill('SIGKILL');
      await ended;
      return isDead && below
        ? { during: momentOf(workspace, typeof target.url === 'string'), below }
        : undefined;
    },
  };
};
