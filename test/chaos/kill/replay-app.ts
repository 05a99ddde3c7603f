import { replayModules } from '../replay/replayed-modules.ts';

/** The factory with the verification of code and packages, and its pipeline runs, replayed from a recording; all else is real. */
replayModules(['verify-code', 'verify-extensions']);
await import('./replaying-factory.ts');
