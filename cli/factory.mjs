#!/usr/bin/env node
import { existsSync } from 'node:fs';

// Plain JavaScript that old versions of Node read, too, so that they can say what is wrong.
const OLDEST = 24;
const major = Number(process.versions.node.split('.')[0]);

// A published package holds the compiled program in the place of the sources.
const program = existsSync(new URL('factory.ts', import.meta.url)) ? './factory.ts' : './factory.js';

if (major >= OLDEST) await import(program);
else {
  process.stderr.write(
    [
      'factory: This Node.js is too old.',
      `  why: It is version ${process.versions.node}; ${OLDEST} or newer is needed.`,
      '  do:  Say `npm ci` and then `npx factory` or `npm start`: they use the Node 24 that npm ci installs. Or install it (https://nodejs.org).',
      '',
    ].join('\n'),
  );
  process.exitCode = 1;
}
