import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CommandResult } from '../../../platform/ports.ts';

/** What the machine has that generated code must not reach. */
export type Bait = {
  /** Stands in the files and the environment that must not be read. */
  value: string;
  /** A file in the user's home folder, one in the workspace. */
  home: string;
  workspace: string;
  /** A folder in which nothing may appear. */
  outside: string;
  /** A server of the host on loopback. */
  port: number;
  hostPid: number;
  /** Installed package that other trees use. */
  installed: string;
};

export type Attack = {
  name: string;
  /** Source of the attack; it prints `reached` when it reached what it must not. */
  code(bait: Bait): string;
  /** Who reaches it without a sandbox: the attack is tried there too, so that a typing error is not taken for protection. */
  control?: 'anyone' | 'root';
  /** As a service that is started, instead of a command that is run. */
  started?: true;
  /** How the sandbox has to end it, where it does not end by itself. */
  ended?: NonNullable<CommandResult['ended']>;
  /** Why it is not blocked here. */
  open?: string;
  /** What stops it in the sandbox on Azure: a Container Apps dynamic session. */
  azure: string;
};

const CONTAINER = 'the session is a container of its own, with nothing of the factory in it';
const NO_NETWORK = 'sessions are made with egress disabled';
const QUOTA = 'the container has a fixed size, and is thrown away';

const read = (path: string, value: string): string =>
  `try { if (fs.readFileSync(${JSON.stringify(path)}, 'utf8').includes(${JSON.stringify(value)})) console.log('reached'); } catch (error) { console.log(error.code); }`;

const write = (path: string): string =>
  `try { fs.writeFileSync(${JSON.stringify(path)}, 'changed'); console.log('reached'); } catch (error) { console.log(error.code); }`;

const connect = (address: string): string =>
  `const socket = require('node:net').connect(${address}); socket.setTimeout(2000); socket.on('connect', () => { console.log('reached'); process.exit(); }); socket.on('timeout', () => process.exit()); socket.on('error', (error) => console.log(error.code));`;

/** What hostile code does to the machine it runs on. */
export const attacks: readonly Attack[] = [
  {
    name: 'reads the home folder',
    control: 'anyone',
    code: ({ home, value }) => read(home, value),
    azure: CONTAINER,
  },
  {
    name: 'reads the databases of the factory',
    control: 'anyone',
    code: ({ workspace, value }) => read(workspace, value),
    azure: CONTAINER,
  },
  {
    name: 'reads the password hashes of the system',
    control: 'root',
    code: () => read('/etc/shadow', ':'),
    azure: CONTAINER,
  },
  {
    name: 'reads the environment of other processes',
    control: 'anyone',
    code: ({ value }) =>
      `for (const pid of fs.readdirSync('/proc')) { ${read('/proc/PID/environ', value).replace('"/proc/PID/environ"', '`/proc/${pid}/environ`').replace('console.log(error.code)', '')} }`,
    azure: CONTAINER,
  },
  {
    name: 'writes beside its tree',
    control: 'anyone',
    code: ({ outside }) => write(join(outside, 'planted')),
    azure: CONTAINER,
  },
  { name: 'writes to the home folder', control: 'anyone', code: ({ home }) => write(home), azure: CONTAINER },
  {
    name: 'changes an installed package that other trees use',
    control: 'anyone',
    // Opened for writing, and left as it is.
    code: ({ installed }) =>
      `const path = ${JSON.stringify(installed)}; try { fs.chmodSync(path, 0o644); } catch {} try { fs.closeSync(fs.openSync(path, 'r+')); console.log('reached'); fs.chmodSync(path, 0o444); } catch (error) { console.log(error.code); }`,
    azure: CONTAINER,
  },
  {
    name: 'changes a setting of the kernel',
    control: 'root',
    // What stands there is written again, so that nothing changes where it is not blocked.
    code: () =>
      `const path = '/proc/sys/kernel/core_pattern'; try { fs.writeFileSync(path, fs.readFileSync(path)); console.log('reached'); } catch (error) { console.log(error.code); }`,
    azure: CONTAINER,
  },
  {
    name: 'signals a process of the factory',
    control: 'anyone',
    code: ({ hostPid }) =>
      `try { process.kill(${hostPid}, 0); console.log('reached'); } catch (error) { console.log(error.code); }`,
    azure: CONTAINER,
  },
  {
    name: 'connects to a server of this machine',
    control: 'anyone',
    code: ({ port }) => connect(`${port}, '127.0.0.1'`),
    azure: NO_NETWORK,
  },
  {
    name: 'sees the network of this machine',
    control: 'anyone',
    code: () =>
      `if (Object.keys(require('node:os').networkInterfaces()).some((name) => name !== 'lo')) console.log('reached');`,
    azure: NO_NETWORK,
  },
  {
    name: 'connects to a server of this machine, as a service that is started',
    started: true,
    code: ({ port }) => connect(`${port}, '127.0.0.1'`),
    open: 'a started service is in the network of the host, which calls it: it can reach what the user can reach, but has read nothing that it could send',
    azure: NO_NETWORK,
  },
  {
    name: 'starts processes without end',
    code: () =>
      `const again = () => { try { require('node:child_process').spawn('/bin/sh', ['-c', 'while :; do sleep 60 & done'], { stdio: 'ignore', detached: true }).on('error', () => {}); } catch {} }; setInterval(again, 1);`,
    ended: 'process-limit',
    azure: QUOTA,
  },
  {
    name: 'takes memory without end',
    code: () => `const kept = []; setInterval(() => kept.push(Buffer.alloc(16 * 1024 * 1024, 1)), 5);`,
    ended: 'memory-limit',
    azure: QUOTA,
  },
  {
    name: 'fills the disk with one file',
    control: 'anyone',
    code: () =>
      `const file = fs.openSync('big', 'w'); const block = Buffer.alloc(1024 * 1024, 1); try { for (let count = 0; count < 128; count += 1) fs.writeSync(file, block); console.log('reached'); } catch (error) { console.log(error.code); }`,
    azure: QUOTA,
  },
  {
    name: 'fills the disk with many files',
    code: () =>
      `const block = Buffer.alloc(1024 * 1024, 1); let count = 0; setInterval(() => fs.writeFileSync('big-' + count++, block), 1);`,
    ended: 'disk-limit',
    azure: QUOTA,
  },
  {
    name: 'prints 1 GB',
    code: () =>
      `const block = 'x'.repeat(1024 * 1024); for (let count = 0; count < 1024; count += 1) fs.writeSync(1, block); console.log('reached');`,
    ended: 'output-limit',
    azure: 'the output is read to the same limit',
  },
  {
    name: 'ignores SIGTERM and never ends',
    code: () =>
      `process.on('SIGTERM', () => {}); process.on('SIGHUP', () => {}); setInterval(() => {}, 1000);`,
    ended: 'timeout',
    azure: 'an execution has a time limit, after which the session is deleted',
  },
  {
    name: 'leaves a process behind, in a session of its own',
    code: () =>
      `require('node:child_process').spawn('/bin/sleep', ['987654'], { stdio: 'ignore', detached: true }).unref();`,
    azure: CONTAINER,
  },
  {
    name: 'changes the code that other services start from the cache of compiled code',
    code: () =>
      write('PATH').replace('"PATH"', "require('node:path').join(process.env.NODE_COMPILE_CACHE, 'planted')"),
    open: 'the cache is shared by a user’s runs, as it saves a third of their time; V8 takes an entry only for the very source it was made from, but does not ask who made it',
    azure: CONTAINER,
  },
];

/** Processes of this machine with these words in their command line. */
export const processesWith = (words: string): number =>
  readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(words);
    } catch {
      return false;
    }
  }).length;
