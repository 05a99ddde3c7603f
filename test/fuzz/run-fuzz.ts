import { createRandom } from '../chaos/simulation/random.ts';
import { appUnderFuzz, startOrchestrations } from './app-under-fuzz.ts';
import { httpCase } from './http-case.ts';
import { messageCase } from './message-case.ts';

export type FuzzReport = {
  requests: number;
  messages: number;
  /** How often what came out, by status or type of reply. */
  outcomes: Record<string, number>;
  violations: string[];
};

/** Cases over one store, after which it is made anew: what was decided and ended takes no more. */
const PER_STORE = 250;

/** Sends malformed requests and messages, as many of one as of the other, each following from the seed and its number. */
export const runFuzz = async (seed: string, cases: number): Promise<FuzzReport> => {
  const orchestrations = await startOrchestrations();
  const report: FuzzReport = { requests: 0, messages: 0, outcomes: {}, violations: [] };
  const rejections: unknown[] = [];
  const note = (reason: unknown) => void rejections.push(reason);
  process.on('unhandledRejection', note);
  try {
    let app = appUnderFuzz(orchestrations);
    for (let n = 0; n < cases; n += 1) {
      if (n % PER_STORE === 0) app = appUnderFuzz(orchestrations);
      const random = createRandom(`${seed}/${n}`);
      const isRequest = n % 2 === 0;
      report[isRequest ? 'requests' : 'messages'] += 1;
      const { outcome, violation } = await (isRequest
        ? httpCase(random, app, orchestrations)
        : messageCase(random, app, orchestrations, n));
      report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1;
      if (violation !== undefined) report.violations.push(`case ${seed}/${n}: ${violation}`);
    }
    if (({} as Record<string, unknown>)['isAdmin'] !== undefined)
      report.violations.push('Object.prototype was polluted');
    report.violations.push(...rejections.map((reason) => `a rejection nobody handled: ${String(reason)}`));
    return report;
  } finally {
    process.off('unhandledRejection', note);
    await orchestrations.close();
  }
};
