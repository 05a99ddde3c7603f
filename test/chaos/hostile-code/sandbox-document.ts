export type AttackRow = {
  name: string;
  blocked: boolean;
  how: string;
  open: string | undefined;
  azure: string;
};
export type ForgeryRow = { name: string; outcome: 'passed' | 'failed' | 'critical' };

const VERDICTS = {
  passed: '**the check passes**',
  failed: 'the check fails',
  critical: 'the project halts (`critical`)',
} as const;

const sentence = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`;

const attackRow = ({ name, blocked, open, azure }: AttackRow): string =>
  `| ${sentence(name)} | ${blocked ? 'blocked' : '**not blocked**'} | ${open ? sentence(open) : ''} | ${sentence(azure)} |`;

/** The document of what the sandbox holds back, from what was measured. */
export const sandboxDocument = (
  attacks: readonly AttackRow[],
  forgeries: readonly ForgeryRow[],
): string => `# What the sandbox holds back

Generated code is installed, compiled, tested and started before anybody has read it. This is what happens when it is hostile:
measured by \`test/chaos/hostile-code.test.ts\`, which plants each attack in the tree of a generated service and runs it in the
sandbox. \`npm run test:chaos -- hostile-code -u\` writes this page again.

## The embedded sandbox

Measured on Linux with \`unshare\`, \`mount\`, \`setpriv\` (util-linux) and \`ip\` (iproute2), where the user may make namespaces. A program
sees a file system of its own: the system's programs and libraries, the installed packages, its tree and its home; only the last two
and the cache of compiled code can be written. It has its own processes, which end with it, no capabilities, and, unless it is a
started service, a network with nothing in it but loopback.

| Generated code … | here | what that means | on Azure |
| --- | --- | --- | --- |
${attacks.map(attackRow).join('\n')}

On Azure the sandbox is a Container Apps dynamic session with an image of its own: a Hyper-V sandbox for each, without an identity.
That column is what Azure documents; it was not measured here.

Where no namespaces can be made (other systems; a container without the rights for them), the limits of time, output, memory,
processes and disk hold (memory and processes on Linux only), files outside of the tree, processes and the network are **not blocked**:
run the factory there as a user who may lose what it can read.

Pipelines run on build agents, which are the customer's; the embedded ones, and the services that are deployed, run as the user.

## The verdict

Tests run in another process than their runner. The reporter signs the report with a key that the runner reads before it starts that
process; two tests that must fail run last, and a run in which they pass judges nothing. What the tree holds cannot be changed while
its tests run, and is compared afterwards.

| Generated tests, of which one fails … | verdict |
| --- | --- |
${forgeries.map(({ name, outcome }) => `| ${sentence(name)} | ${VERDICTS[outcome]} |`).join('\n')}

The last one is not blocked: tests and the code that they test share a process, and code that knows this runner can falsify its own
results there and spare the two that must fail. No service passes by that alone: whether it answers, keeps what it was given over a
crash and refuses what it must is observed from outside, over HTTP, by the checks \`operations\` and \`restart\`; the same forgery in a
service that forgets what it was given is held back by the gate (measured).
`;
