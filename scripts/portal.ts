import { portalFolder } from './portal/portal-cache.ts';

/** Prints the folder with the built portal; builds it when its sources have changed. */
console.log(await portalFolder());
