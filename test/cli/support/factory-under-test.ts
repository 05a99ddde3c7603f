import { fileURLToPath } from 'node:url';

import { main } from '../../../cli/main.ts';

/** The command with the fake host in place of the real one; the first argument is the scenario's file. */
const [app = '', ...argv] = process.argv.slice(2);
await main(argv, { hostEntry: fileURLToPath(new URL('./fake-host.ts', import.meta.url)), app });
