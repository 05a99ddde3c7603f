import { replayModules } from './replay/replay-modules.ts';

/** A process of its own, in which the modules that run tools are replaced before anything else is loaded. */
replayModules();
const { answerCases } = await import('./answer-cases.ts');
answerCases();
