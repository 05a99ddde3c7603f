import type { Plugin } from 'esbuild';

/** What stands in the place of `child_process`: the libraries of the app ask for it where it is not needed. */
const ABSENT = `
const absent = () => { throw new Error('The function app starts no programs.'); };
export const exec = absent, execFile = absent, execFileSync = absent, execSync = absent, fork = absent, spawn = absent, spawnSync = absent;
export default { exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
`;

/** Bundles no way to start a program: libraries that would find an error at the call. */
export const absentPrograms: Plugin = {
  name: 'absent-programs',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?child_process$/ }, () => ({
      path: 'absent-programs',
      namespace: 'absent',
    }));
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: ABSENT, loader: 'js' }));
  },
};
