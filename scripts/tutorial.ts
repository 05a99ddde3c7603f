import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

import { freshClone } from './tutorial/fresh-clone.ts';
import { readTutorial } from './tutorial/read-tutorial.ts';
import { readerEnvironment } from './tutorial/reader-environment.ts';
import { runTutorial } from './tutorial/run-tutorial.ts';
import { openShell } from './tutorial/shell-session.ts';

/**
 * Does literally what docs/tutorial.md, or the document that is named, says: every `sh` block in one shell, in a fresh clone of the
 * working tree, and compares what is printed with the `text` block below. The last line says how many blocks ran.
 */
const TIMEOUT_MS = 240_000;

const root = resolve(import.meta.dirname, '..');
const path = resolve(process.argv[2] ?? join(root, 'docs/tutorial.md'));
const name = relative(root, path);
const steps = readTutorial(readFileSync(path, 'utf8'));

const folder = mkdtempSync(join(tmpdir(), 'tutorial-'));
const [clone, scratch] = [join(folder, 'ai-software-factory'), join(folder, 'blocks')];
for (const each of [clone, scratch]) mkdirSync(each);
freshClone(root, clone);

const environment = readerEnvironment(process.env, root);
const shell = openShell({ folder: clone, scratch, environment, timeoutMs: TIMEOUT_MS });
const started = performance.now();
const fault = await runTutorial(
  steps,
  shell.run,
  ({ line, commands }, seconds) =>
    console.log(`${name}:${line}  ${seconds.toFixed(1).padStart(5)} s  ${commands.split('\n')[0]}`),
  () => performance.now(),
);
const left = await shell.end();
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

const seconds = ((performance.now() - started) / 1000).toFixed(0);
if (fault) console.log(`${name}:${fault.line} ${fault.what}`);
else if (left.length > 0) console.log(`${name} leaves running what it started: ${left.join(', ')}`);
else console.log(`tutorial: ${steps.length} blocks run in ${seconds} s`);
process.exitCode = fault || left.length > 0 ? 1 : 0;
