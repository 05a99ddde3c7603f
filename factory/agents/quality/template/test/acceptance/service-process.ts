import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { createInterface } from 'node:readline';

/** Milliseconds in which the service must accept requests, and in which it must have stopped. */
const PATIENCE = 15_000;

const repository = join(import.meta.dirname, '..', '..');

/** The service as its users have it: a process of its own, reached over HTTP only. */
export type ServiceProcess = {
  url: () => string;
  /** Address of its gRPC interface, where it has one. */
  grpc: () => string;
  /** Stops it and starts it again on the same data. */
  restart: () => Promise<void>;
  /** Stops it and starts another on an empty data folder. */
  renew: () => Promise<void>;
  stop: () => Promise<void>;
};

type Address = { url: string; grpc: string };

const addressIn = (line: string): Partial<Address> => {
  try {
    const { msg, url, grpc } = JSON.parse(line) as { msg?: unknown; url?: string; grpc?: string };
    if (msg !== 'listening') return {};
    return { ...(url === undefined ? {} : { url }), ...(grpc === undefined ? {} : { grpc }) };
  } catch {
    return {};
  }
};

/** Waits for the log lines that name the addresses; afterwards the log is read and dropped, so that the pipe never fills. */
const listening = (child: ChildProcess, hasGrpc: boolean): Promise<Address> =>
  new Promise((resolve, reject) => {
    const output: string[] = [];
    const address: Address = { url: '', grpc: '' };
    const fail = (reason: string) => reject(new Error(`${reason}\n${output.slice(-20).join('\n')}`));
    const timer = setTimeout(() => fail('The service did not start in time.'), PATIENCE);
    const read = (line: string) => {
      Object.assign(address, addressIn(line));
      output.push(line);
      if (address.url === '' || (hasGrpc && address.grpc === '')) return;
      clearTimeout(timer);
      resolve(address);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', read);
    }
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`The service ended with code ${code} while it started.`);
    });
  });

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await exited;
  clearTimeout(timer);
};

/** In development mode the service issues tokens to the scenarios and believes what time it is; the clock of the machine moves nothing. */
const settings = (data: string): NodeJS.ProcessEnv => ({
  ...env,
  HOST: '127.0.0.1',
  PORT: '0',
  GRPC_PORT: '0',
  DATA_DIR: data,
  STORE: 'embedded',
  DEVELOPMENT_MODE: 'on',
  SCHEDULE_SECONDS: '86400',
});

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'acceptance-'));

/** Starts the service on free ports and an empty data folder. */
export const startService = async (hasGrpc: boolean): Promise<ServiceProcess> => {
  const start = async (data: string) => {
    const child = spawn(execPath, [join(repository, 'src', 'main.ts')], {
      cwd: repository,
      env: settings(data),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { child, data, address: await listening(child, hasGrpc) };
  };
  let running = await start(await newFolder());
  const stop = async () => {
    await end(running.child);
    await rm(running.data, { recursive: true, force: true });
  };
  return {
    url: () => running.address.url,
    grpc: () => running.address.grpc,
    restart: async () => {
      await end(running.child);
      running = await start(running.data);
    },
    renew: async () => {
      await stop();
      running = await start(await newFolder());
    },
    stop,
  };
};
