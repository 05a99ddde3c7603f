import { restartProject } from '../factory/domain/project-transitions.ts';
import type { Project } from '../factory/domain/project.ts';
import { missingArtifacts } from '../factory/domain/required-artifacts.ts';
import { STAGES, stageTitles, type Stage } from '../factory/domain/stage.ts';
import { transitionEvent } from '../factory/domain/transition-event.ts';
import { retryDeed } from './audit/deeds.ts';
import { recordDeed } from './audit/record-deed.ts';
import type { FunctionDeps } from './function-deps.ts';
import { endpoint } from './http/endpoint.ts';
import { problem } from './http/problem.ts';
import { operations } from './openapi/operations.ts';
import { accepted } from './projects/accepted.ts';
import { findProject } from './projects/find-project.ts';
import type { IsBroken, RestartProject } from './projects/start-project.ts';

/** The first stage that a project has not been through, as its last restart left it. */
const nextStage = ({ stages }: Project): Stage | undefined => STAGES.find((stage) => !stages[stage]);

/** Why a project cannot begin with a stage: what it builds on is not there. */
const notReached = (project: Project, from: Stage, present: readonly string[]): string | undefined => {
  if (project.awaitsRequest)
    return 'It was cancelled before its request came: nobody knows yet what to build. Send the request.';
  const services = project.services.map(({ name }) => name);
  for (const stage of STAGES.slice(0, STAGES.indexOf(from))) {
    if (project.stages[stage]?.status !== 'completed')
      return `Stage ${stageTitles[stage]} never completed. Begin with "${stage}".`;
    const [missing] = missingArtifacts(stage, services, present);
    if (missing) return `${missing} of stage ${stageTitles[stage]} is gone. Begin with "${stage}".`;
  }
  return undefined;
};

/**
 * `POST /api/projects/{projectId}/retry`: the next run of a project that has ended, or whose orchestration has. The document is written before the
 * orchestration is started, so the same request again starts what a crash left unstarted.
 */
export const retryProject = (
  { ports, people, maxBodyBytes }: FunctionDeps,
  restart: RestartProject,
  isBroken: IsBroken,
) =>
  endpoint(
    operations.retryProject,
    async ({ params, body: { from }, context, request }) => {
      const found = await findProject(ports.projects, params);
      if ('missing' in found) return found.missing;
      const { id, correlationId, run, startedRun, status } = found.project;
      const running = problem('project-running', `Project ${id} runs. Wait until it ends, or cancel it.`);
      const broken = status === 'running' && (await isBroken(context, found.project));
      if (status === 'running' && !broken) {
        const next = nextStage(found.project);
        // A run that a decision began belongs to the orchestration that is there.
        if (run > 1 && run === startedRun && next) await restart(context, found.project, next);
        return running;
      }
      const present = (await ports.artifacts.list(id)).map(({ path }) => path);
      const why = notReached(found.project, from, present);
      if (why) return problem('stage-not-reached', why);
      let mine = false;
      const project = await ports.projects.update(id, (latest) => {
        mine = (broken || latest.status !== 'running') && latest.run === run;
        return mine ? { ...restartProject(latest, from, run), startedRun: run + 1 } : latest;
      });
      if (!mine) return running;
      const message = `Run ${project.run} begins with ${stageTitles[from]}`;
      await ports.publisher.publish(
        transitionEvent(
          { projectId: id, correlationId, run: project.run },
          'project.restarted',
          ports.clock.now(),
          { stage: from, message },
        ),
      );
      await restart(context, project, from);
      await recordDeed(ports, project, retryDeed(project, people.personOf(request), from));
      return accepted(project);
    },
    maxBodyBytes,
  );
