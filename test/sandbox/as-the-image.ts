import { join } from 'node:path';

import { createProcessRegistry } from '../../platform/embedded/processes/process-registry.ts';
import { createEmbeddedSandbox } from '../../platform/embedded/sandbox/embedded-sandbox.ts';
import { createInstallCache } from '../../platform/embedded/sandbox/install-cache.ts';

/** Started by the image's entry point: says who the supervisor is and who its guest, then removes what the guest left. */
const workspace = process.argv[2] ?? '';
const registry = createProcessRegistry(join(workspace, 'processes'));
const installCache = createInstallCache({ registry, directory: join(workspace, 'installs') });
const guest = { uid: 10_002, gid: 10_002 };
const sandbox = createEmbeddedSandbox({ workspace, registry, installCache, guest });
const { session } = await sandbox.open('a', [{ path: 'a.txt', content: '' }]);
const command = 'id -u; umask 077; mkdir mine; echo written > mine/b.txt; echo x > a.txt || echo kept';
const { stdout } = await session.run('sh', ['-c', command]);
const program = await session.start('sh', ['-c', 'id -u; exec sleep 60']);
while (!program.output().includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10));
await program.stop('SIGKILL');
const supervisor = process.getuid?.();
const read = await session.read('mine/b.txt');
await session.close();
process.stdout.write(JSON.stringify({ supervisor, stdout, started: program.output(), read }));
