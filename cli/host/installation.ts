import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** Programs of this installation: the embedded host, and the app it runs (the sources, or else the bundle). */
export const installation = () => {
  const sources = path('app.ts');
  return {
    hostEntry: path('platform/embedded/host/main.ts'),
    app: existsSync(sources) ? sources : path('dist/app.js'),
  };
};
