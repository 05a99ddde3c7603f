import { replayModules } from './replay-modules.ts';

/** The factory with the verification of code, packages and delivery, and with its pipeline runs, replayed; all else is real. */
replayModules();
await import('../../../app.ts');
