import { fileURLToPath } from 'node:url';

import { installation } from '../../../cli/host/installation.ts';
import { main } from '../../../cli/main.ts';

/** The command line, with a host whose verification is replayed from a recording. */
await main(process.argv.slice(2), {
  ...installation(),
  app: fileURLToPath(new URL('./app.ts', import.meta.url)),
});
