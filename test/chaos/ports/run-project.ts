import { createActivities } from '../../../activities/create-activities.ts';
import { projectDefinitionSchema } from '../../../factory/domain/project-definition.ts';
import { restartProject, stopProject } from '../../../factory/domain/project-transitions.ts';
import { unstarted } from '../../../factory/domain/project.ts';
import { failed as failedOutcome, type Failure } from '../../../factory/domain/failure.ts';
import type { Review } from '../../../factory/domain/review.ts';
import { knowledgeSeed } from '../../../factory/knowledge/knowledge-seed.ts';
import { withLocalVerifier } from '../../../factory/verification/local-verifier.ts';
import { createEmbeddedPlatform } from '../../../platform/embedded/embedded-platform.ts';
import { AUDIT } from '../../e2e/support/factory-cli.ts';
import { isRecording } from '../replay/recording.ts';
import { driveProject, type Facts } from './drive-project.ts';
import { createFaultyPorts, type ChangeArguments, type Fault } from './faulty-ports.ts';
import { observe, type Left } from './observe.ts';
import { decideAll } from './people.ts';
import type { FailedTry, Ran, Scenario } from './ran.ts';
import { replayingRuntime, replayingSandbox } from './stand-ins.ts';
import { createVirtualTime } from './virtual-time.ts';

const PROJECT = 'p-01970000-0000-7000-8000-000000000001';

/** The activity whose success a cancelled run no longer hears of: all effects are there. */
const CANCELLED_AFTER = 'rememberProject';

/** Runs the audit trail on an embedded platform in a folder of its own, with one method failing. */
export const runProject = async (given: {
  workspace: string;
  scenario: Scenario;
  fault?: Fault | undefined;
  /** Stands for a port that forgets what it did: it changes what each call of the failing method is told. */
  changeArguments?: ChangeArguments;
}): Promise<Ran> => {
  const { workspace, scenario, fault } = given;
  const time = createVirtualTime();
  const platform = createEmbeddedPlatform({ workspace, knowledge: knowledgeSeed });
  const { runtime, deployed } = replayingRuntime();
  const standIns = isRecording() ? {} : { runtime, clock: { now: time.now } };
  const sandbox = isRecording() ? platform.sandbox : replayingSandbox();
  const raw = withLocalVerifier({ ports: { ...platform.ports, ...standIns }, sandbox });
  const faulty = createFaultyPorts(raw, fault, given.changeArguments);
  const activities = createActivities(
    faulty.ports,
    isRecording() ? {} : { timers: time.timers },
  ) as unknown as Record<string, (input: Facts) => Promise<{ ok: boolean; failure?: Failure }>>;
  const failed: FailedTry[] = [];
  const reviews: Review[] = [];
  const stuck: string[] = [];
  let wasLate = false;
  let isToBeCancelled = scenario === 'cancelled';

  const perform = async (name: string, input: Facts): Promise<unknown> => {
    const began = time.elapsed();
    const activity = activities[name];
    if (!activity) throw new Error(`There is no activity ${name}.`);
    const outcome = await time.outlast(activity(input), faulty.isHanging);
    const hung = faulty.isHanging();
    faulty.noLongerWaited();
    if (outcome === undefined) {
      stuck.push(name);
      throw new Error(`${name} hangs, and nothing ends it.`);
    }
    if (outcome.failure)
      failed.push({
        activity: name,
        subject: input['seq'],
        began,
        ended: time.elapsed(),
        failure: outcome.failure,
      });
    // The call that hung before acts now, after the try that came next.
    if (!hung && outcome.ok && isRetryOf(failed, name)) wasLate = (await faulty.answerLate()) || wasLate;
    if (!isToBeCancelled || name !== CANCELLED_AFTER || !outcome.ok) return outcome;
    isToBeCancelled = false;
    await raw.projects.update(PROJECT, (project) =>
      stopProject(project, {
        reason: 'cancelled',
        why: 'enough',
        by: 'somebody',
        at: time.now().toISOString(),
      }),
    );
    return failedOutcome('stopped', 'enough');
  };
  const drive = (run: number) =>
    driveProject({
      input: { projectId: PROJECT, correlationId: 'c-1', ...(run === 1 ? {} : { run, from: 'vision' }) },
      time,
      perform,
      wakes: async () => {
        const decided = await decideAll(raw, PROJECT, time.now());
        reviews.push(...decided.filter(({ kind }) => kind !== 'approval'));
        return decided.length > 0;
      },
    });
  const look = (): Promise<Left> => observe(raw, workspace, deployed(), PROJECT);

  try {
    await platform.start(false);
    await raw.projects.create({
      ...unstarted(),
      id: PROJECT,
      correlationId: 'c-1',
      idempotencyKey: PROJECT,
      definition: projectDefinitionSchema.parse({ text: AUDIT, approvals: ['plan'] }),
      createdAt: time.now().toISOString(),
    });
    const driven = await drive(1);
    wasLate = (await faulty.answerLate()) || wasLate;
    const ran: Ran = {
      driven,
      left: await look(),
      calls: Object.fromEntries(faulty.calls),
      methods: faulty.methods,
      refused: faulty.refused(),
      failed,
      reviews,
      wasLate,
      stuck,
    };
    const isBroken = 'broken' in driven || driven.result.status === 'failed';
    if (!isBroken || stuck.length > 0) return ran;
    faulty.heal();
    await raw.projects.update(PROJECT, (project) => restartProject(project, 'vision', 1));
    return { ...ran, healed: { driven: await drive(2), left: await look() } };
  } finally {
    await platform.stop();
  }
};

const isRetryOf = (failed: readonly FailedTry[], name: string): boolean =>
  failed.some(({ activity }) => activity === name);
