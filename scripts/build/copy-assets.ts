import { cpSync, globSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Copies the files that generators and checks read into `assets/` beside the bundle; answers how many. */
export const copyAssets = (root: string, dist: string): number => {
  // `**` leaves out names with a leading dot: .dockerignore, .devcontainer/.
  const inAssets = 'factory/**/{template,schemas}/**';
  const assets = globSync([inAssets, `${inAssets}/.*`, `${inAssets}/.*/**`], { cwd: root })
    .filter((path) => statSync(join(root, path)).isFile())
    .toSorted();
  for (const path of assets) {
    const copy = join(dist, 'assets', path.slice('factory/'.length));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(root, path), copy);
  }
  return assets.length;
};
