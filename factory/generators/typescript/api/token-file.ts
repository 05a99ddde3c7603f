import type { GeneratedFile } from '../../../domain/artifact.ts';

/** `src/token.ts`: the script that prints a development token. */
export const tokenFile: GeneratedFile = {
  path: 'src/token.ts',
  content: `import { developmentTokens } from '#connectsoft/development-tokens';

import { readConfiguration } from './infrastructure/configuration.ts';

const fail = (reason: string): never => {
  process.stderr.write(\`\${reason}\\n\`);
  return process.exit(1);
};

const configured = () => {
  try {
    return readConfiguration(process.env);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

const { developmentMode, dataDirectory, authentication } = configured();
const [name, ...roles] = process.argv.slice(2);

if (!developmentMode) fail('Where DEVELOPMENT_MODE is off, tokens come from AUTH_ISSUER');
if (!name) fail('Say for whom: npm run --silent token -- <name> <role> <role>');

/** What callers send as \`Authorization: Bearer <token>\`, whether the service runs or not. */
const token = await developmentTokens(dataDirectory, authentication.audience).issue(name ?? '', roles);
process.stdout.write(\`\${token}\\n\`);
`,
};
