import type { Sandbox, SandboxSession } from '../../platform/ports.ts';
import type { GeneratedFile } from '../domain/artifact.ts';
import type { ExtensionCheck } from '../domain/extension-check.ts';

const TOOLS: readonly { name: ExtensionCheck['name']; command: string; args: readonly string[] }[] = [
  { name: 'types', command: 'tsc', args: [] },
  { name: 'lint', command: 'oxlint', args: ['--deny-warnings'] },
  { name: 'format', command: 'oxfmt', args: ['--check'] },
  { name: 'tests', command: 'vitest', args: ['run'] },
];

const run = async (session: SandboxSession, { name, command, args }: (typeof TOOLS)[number]) => {
  const { exitCode, stdout, stderr } = await session.run(command, args, { env: { NO_COLOR: '1' } });
  return { name, passed: exitCode === 0, output: `${stdout}${stderr}`.slice(-2_000) };
};

/** Installs, compiles, lints and tests the repository of the building blocks. */
export const verifyExtensions = async (
  sandbox: Sandbox,
  key: string,
  files: readonly GeneratedFile[],
): Promise<ExtensionCheck[]> => {
  const { session } = await sandbox.open(key, files);
  try {
    return await Promise.all(TOOLS.map((tool) => run(session, tool)));
  } finally {
    await session.close();
  }
};
