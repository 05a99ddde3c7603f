import { hostOf, startFactory } from './factory-cli.ts';
import { until } from './waiting.ts';

/** Kills the host of a run, and the run, as soon as the action is reported or the stage has begun. */
export const killDuring = async (
  text: string,
  workspace: string,
  moment: RegExp,
  timeoutMs = 60_000,
): Promise<void> => {
  const cli = startFactory('run', text, '--workspace', workspace);
  let output = '';
  cli.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  cli.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    await until(`${moment} in the output`, () => (moment.test(output) ? true : undefined), timeoutMs);
  } catch (error) {
    cli.kill('SIGINT');
    throw error;
  }
  const host = hostOf(workspace);
  if (!host) throw new Error('The run has no host.');
  process.kill(host.pid, 'SIGKILL');
  cli.kill('SIGKILL');
};
