import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The sources, from which it usually runs, or one compiled file in the folder `cli` of a published package. */
const isCompiled = !import.meta.url.endsWith('.ts');

const path = (relative: string) =>
  fileURLToPath(new URL(`${isCompiled ? '../' : '../../'}${relative}`, import.meta.url));

/** Programs of this installation: the embedded host, and the app it runs (the sources, or else the bundle). */
export const installation = () => {
  const sources = path('app.ts');
  return {
    hostEntry: path(isCompiled ? 'host/main.js' : 'platform/embedded/host/main.ts'),
    app: existsSync(sources) ? sources : path('dist/app.js'),
  };
};
