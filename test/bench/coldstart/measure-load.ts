/**
 * Loads a function app in this process, as the worker of the Functions host does, and prints what that took as one JSON line:
 * `measure-load.ts APP`.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

import { collectRegistrations } from '../../../platform/embedded/host/app/functions-core.ts';

const [, , app = ''] = process.argv;
const loaded: string[] = [];
registerHooks({
  load: (url, context, next) => {
    if (url.startsWith('file:')) loaded.push(url);
    return next(url, context);
  },
});

const before = process.memoryUsage().rss;
const started = performance.now();
const { functions, hooks } = await collectRegistrations(() => import(pathToFileURL(app).href));
const loadMs = performance.now() - started;
for (const start of hooks.appStart) await start({} as never);
const readyMs = performance.now() - started;
const megabytes = (process.memoryUsage().rss - before) / 1_048_576;

process.stdout.write(
  `${JSON.stringify({ loadMs, readyMs, megabytes, functions: functions.length, files: loaded })}\n`,
);
process.exit(0);
