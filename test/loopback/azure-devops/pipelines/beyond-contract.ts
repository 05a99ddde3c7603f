import { projectNamed } from '../state.ts';
import type { BeyondContract, Call } from '../call.ts';
import { refuse } from '../refusal.ts';
import { definitionNumbered, pipelinesOf, runNumbered } from './pipeline-state.ts';

const project = ({ organization, path }: Call) => projectNamed(organization, path['project'] ?? '');

/** Of runs: test results, and removing one. */
export const pipelinesBeyondContract: readonly BeyondContract[] = [
  {
    id: 'test.Runs_List',
    method: 'GET',
    pattern: /^\/(?<organization>[^/]+)\/(?<project>[^/]+)\/_apis\/test\/runs$/i,
    behaviour: (call) => {
      const uri = String(call.query['buildUri'] ?? '');
      const run = pipelinesOf(project(call)).runs.get(Number(uri.split('/').at(-1)));
      const { passed, failed } = pipelinesOf(project(call)).tests;
      const published = { id: 1, totalTests: passed + failed, passedTests: passed, unanalyzedTests: failed };
      return { body: run?.records.some(({ type }) => type === 'Task') ? [published] : [] };
    },
  },
  {
    id: 'build.Definitions_Delete',
    method: 'DELETE',
    pattern:
      /^\/(?<organization>[^/]+)\/(?<project>[^/]+)\/_apis\/build\/definitions\/(?<definitionId>\d+)$/i,
    behaviour: (call) => {
      const { definitions, runs } = pipelinesOf(project(call));
      const { id } = definitionNumbered(project(call), Number(call.path['definitionId']));
      for (const run of runs.values()) if (run.definition.id === id) runs.delete(run.id);
      definitions.delete(id);
      return { status: 204 };
    },
  },
  {
    id: 'build.Builds_Delete',
    method: 'DELETE',
    pattern: /^\/(?<organization>[^/]+)\/(?<project>[^/]+)\/_apis\/build\/builds\/(?<buildId>\d+)$/i,
    behaviour: (call) => {
      const run = runNumbered(project(call), Number(call.path['buildId']));
      if (run.status !== 'completed')
        refuse(400, 'BuildStatusInvalidChangeException', `TF215024: The build ${run.id} is not completed.`);
      pipelinesOf(project(call)).runs.delete(run.id);
      return { status: 204 };
    },
  },
];
