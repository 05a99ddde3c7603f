import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The browser that tests use: the one that `CHROMIUM_PATH` names, else the first on the path, if there is one. */
export const chromiumPath = (environment = process.env): string | undefined => {
  const { CHROMIUM_PATH: named, PATH: path = '' } = environment;
  if (named) return named;
  return path
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isProgram);
};
