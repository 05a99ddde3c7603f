import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { withReference } from '../cli/reference.ts';

/** Writes the tables of docs/cli.md that follow from the command line's own: commands, options, exit codes. */
const path = join(resolve(import.meta.dirname, '..'), 'docs/cli.md');
const before = readFileSync(path, 'utf8');
const after = await withReference(before);
writeFileSync(path, after);
console.log(`docs/cli.md: ${before === after ? 'up to date' : 'written'}`);
