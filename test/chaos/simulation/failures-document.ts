import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { format, resolveConfig } from 'prettier';

import { stageTitles } from '../../../factory/domain/stage.ts';
import { failureCases } from './failure-cases.ts';
import { simulate } from './simulate.ts';
import { violationsOf } from './simulation.ts';
import { all, type Run } from './trace.ts';

/** Relative to the root of the repository. */
export const DOCUMENT = 'docs/failures.md';
export const RENEW = 'node test/chaos/simulation/failures-document.ts';

const SEED = 1;

const root = resolve(import.meta.dirname, '../../..');

const counted = (lines: readonly string[]): string =>
  [...Map.groupBy(lines, (line) => line)]
    .map(([line, same]) => (same.length === 1 ? line : `${line} (${same.length} times)`))
    .join(', ');

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What went wrong, from outside or because a limit was reached. */
const injected = ({ happenings }: Run): string => {
  const faults = all(happenings, 'injected').map(({ activity, failure }) => `\`${activity}\`: ${failure}`);
  const downs = all(happenings, 'host-down').map(
    ({ at, until }) => `no host from ${at / 1_000} s to ${until / 1_000} s`,
  );
  const refusals = all(happenings, 'answered').flatMap(({ activity, outcome }) =>
    !outcome.ok && outcome.failure.kind === 'budget' ? [`\`${activity}\`: budget`] : [],
  );
  return counted([...faults, ...refusals, ...downs]);
};

/** Seconds after the first try at which each other one began; rounds of fixing, where there were any. */
const tries = ({ happenings }: Run): string => {
  const failed = new Set(all(happenings, 'injected').map(({ activity }) => activity));
  const lines = [...failed].map((activity) => {
    const own = all(happenings, 'injected').filter((one) => one.activity === activity);
    const service = all(happenings, 'answered').find((one) => one.activity === activity && !one.outcome.ok)
      ?.input['service'];
    const began = all(happenings, 'began').filter(
      (one) =>
        one.activity === activity &&
        one.input['service'] === service &&
        (activity !== 'undoEffect' || isOfFailed(happenings, one.input)),
    );
    const asked =
      all(happenings, 'review').find(({ before, at }) => !before && at >= (own[0]?.at ?? 0))?.at ?? Infinity;
    const first = began[0]?.at ?? 0;
    const automatic = began.filter(({ at }) => at <= asked).map(({ at }) => (at - first) / 1_000);
    return `\`${activity}\` at ${automatic.join(', ')} s`;
  });
  const rounds = all(happenings, 'began').filter(({ activity }) => activity === 'fixFindings').length;
  const begun = all(happenings, 'began').map(({ instance, task }) => `${instance}#${task}`);
  const again = begun.length - new Set(begun).size;
  const repeated = again > 0 ? [plural(again, 'activity begun again', 'activities begun again')] : [];
  return [
    ...lines,
    ...(rounds > 0 ? [plural(rounds, 'round of fixing', 'rounds of fixing')] : []),
    ...repeated,
  ].join('; ');
};

const isOfFailed = (happenings: Run['happenings'], { seq }: Record<string, unknown>): boolean =>
  all(happenings, 'answered').some(
    ({ activity, input, outcome }) => activity === 'undoEffect' && !outcome.ok && input['seq'] === seq,
  );

const askedAndDecided = ({ reviews }: Run): string =>
  reviews.length === 0
    ? 'nobody'
    : reviews
        .map(
          ({ role, stage, service, decisions, decision }) =>
            `${role}${stage ? `, ${[stageTitles[stage], service].filter(Boolean).join(', ')}` : ''}: ${decisions.join(', ')} → **${decision?.decision.kind ?? 'nothing'}**`,
        )
        .join('<br>');

const takenBack = ({ happenings }: Run): string => {
  const entries = new Map(
    all(happenings, 'registered').map(({ seq, kind, stage }) => [seq, `${kind} of ${stageTitles[stage]}`]),
  );
  const undone = all(happenings, 'settled')
    .filter(({ state }) => state === 'undone')
    .map(({ seq }) => entries.get(seq) ?? '');
  const failed = all(happenings, 'settled').filter(({ state }) => state === 'failed');
  const refused = failed.map(({ seq }) => entries.get(seq) ?? '');
  return [
    undone.length === 0 ? 'nothing' : counted(undone),
    ...(refused.length > 0 ? [`refused at first: ${counted(refused)}`] : []),
  ].join('; ');
};

const ended = ({ project, happenings, outsideAfter, outsideBefore }: Run): string => {
  const restarts = all(happenings, 'project').flatMap(({ before, after }) =>
    after.run > before.run && before.stop?.from ? [`again from ${stageTitles[before.stop.from]}`] : [],
  );
  const isAsBefore = outsideAfter.join('\n') === outsideBefore.join('\n');
  const outside =
    project.status === 'completed' ? [] : [isAsBefore ? 'outside is as before' : 'something remains outside'];
  return [...restarts, project.status, ...outside].join(', ');
};

const row = (title: string, run: Run): string =>
  `| ${[title, injected(run), tries(run), askedAndDecided(run), takenBack(run), ended(run)].join(' | ')} |`;

/** The document, from runs of this moment. Throws where a run violates what must hold. */
export const failuresDocument = async (): Promise<string> => {
  const rows: string[] = [];
  for (const { title, change } of failureCases) {
    const run = await simulate(SEED, {}, change);
    const violations = violationsOf(run);
    if (violations.length > 0) throw new Error(`${title}: ${violations.join('; ')}`);
    rows.push(row(title, run));
  }
  const text = [
    '# What happens when something fails',
    '',
    `Written by \`${RENEW}\` from simulated runs of the orchestrations: every cell is what such a run recorded. Work takes no time in them, so instants are those of the`,
    'error policy, in seconds after the first try; who is asked answers an hour later with what stands in bold. Tries after a decision are not listed.',
    '`npm run chaos -- --only simulation` goes through 2,000 more runs, with other failures, work that is executed twice, lost wakes and people who cancel.',
    '',
    '| error | what went wrong | tries | who was asked, and decided | taken back, in this order | how it ended |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  return format(text, { ...(await resolveConfig(join(root, DOCUMENT))), parser: 'markdown' });
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(join(root, DOCUMENT), await failuresDocument());
