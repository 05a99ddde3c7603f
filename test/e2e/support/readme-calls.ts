import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { developmentTokens } from '../../../factory/verification/development-tokens.ts';

/** A call as the README has it, and what it was answered. */
export type ReadmeCall = { url: string; status: number };

/** The blocks of a README's section *Call*, as one script. */
const scriptOf = (readme: string): string => {
  const section = /^## Call\n(.*?)^## /ms.exec(readme)?.[1] ?? '';
  return Array.from(section.matchAll(/^(`{3,})sh\n(.*?)^\1$/gms), ([, , block]) => block).join('\n');
};

const TOKEN = /^TOKEN=\$\(npm run --silent token -- (.*)\)$/m;

const callerOf = (script: string) => {
  const line = TOKEN.exec(script)?.[1];
  if (line === undefined) throw new Error('The README does not say how one gets a token.');
  const listed = spawnSync('bash', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' }).stdout;
  const [name = '', ...roles] = listed.trimEnd().split('\n');
  return { name, roles };
};

/** Runs the calls of a service's README, in their order and in one shell, against a service that runs elsewhere. */
export const readmeCalls = async (readme: string, endpoint: string): Promise<ReadmeCall[]> => {
  const script = scriptOf(readme);
  const proof = await developmentTokens()(endpoint, callerOf(script));
  const folder = mkdtempSync(join(tmpdir(), 'factory-readme-'));
  try {
    // Tells of every call on standard error, whatever the script does with the answer.
    writeFileSync(
      join(folder, '.curlrc'),
      'write-out = "%{stderr}called %{http_code} %{method} %{url_effective}\\n"\n',
    );
    const calls = join(folder, 'calls.sh');
    writeFileSync(calls, script.replace(TOKEN, '').replaceAll('http://127.0.0.1:8080', endpoint));
    const { stderr } = spawnSync('sh', ['-u', calls], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        CURL_HOME: folder,
        TOKEN: (proof?.['authorization'] ?? '').replace('Bearer ', ''),
      },
    });
    const made = Array.from(stderr.matchAll(/^called (\d+) (.*)$/gm), ([, status, url = '']) => ({
      url: url.replace(endpoint, ''),
      status: Number(status),
    }));
    const said = stderr.replaceAll(/^called .*\n/gm, '');
    if (said !== '') throw new Error(`The README's calls say on standard error: ${said}`);
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
