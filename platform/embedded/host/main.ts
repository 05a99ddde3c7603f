import { enableCompileCache, flushCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The embedded Functions host as a process. Prints one JSON line on stdout when it listens; ends with 0 after a graceful
 * stop, 3 when another host has the workspace, 4 when a newer version wrote it, 5 when the disk is full, 6 when a database is damaged, 2 for wrong arguments, 1 otherwise.
 *
 * Compiled modules are cached in the user's own folder, which halves the start; what is imported before cannot be cached.
 */
enableCompileCache(join(homedir(), '.cache/connectsoft-factory/compiled'));
const { runHostProcess } = await import('./host-process.ts');
process.exit(await runHostProcess(flushCompileCache));
