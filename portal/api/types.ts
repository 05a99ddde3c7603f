import type { Artifact } from '../../factory/domain/artifact.ts';
import type { TransitionEvent } from '../../factory/domain/transition-event.ts';

export type { AgentAction } from '../../factory/domain/agent-action.ts';
export type { Artifact } from '../../factory/domain/artifact.ts';
export type { Decision, DecisionKind } from '../../factory/domain/decision.ts';
export type { ProjectSummary } from '../../factory/domain/project-summary.ts';
export type { Review } from '../../factory/domain/review.ts';
export type { Role } from '../../factory/domain/role.ts';
export type { ProjectStatus, RunResult } from '../../factory/domain/run-result.ts';
export type { Stage } from '../../factory/domain/stage.ts';
export type { TransitionEvent } from '../../factory/domain/transition-event.ts';

export type ArtifactEntry = Artifact;

/** An event and its position in the project. */
export type Entry = { position: number; event: TransitionEvent };

/** A repository of a service, or one that services share. */
export type Repository = { name: string; repository: string; commit: string; service?: string };

/** What the form asks for; the API fills in what is left out. */
export type NewProject = {
  text: string;
  businessContext?: string;
  customer?: string;
  azureDevOps?: { organization?: string; project?: string };
  packageFeed?: string;
};
