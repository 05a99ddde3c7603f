import { join } from 'node:path';

import type { RunContext } from './run-context.ts';

const agentOs: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'Darwin', win32: 'Windows_NT' };

/** The predefined variables of Azure Pipelines that scripts and keys use. */
export const systemVariables = (
  run: RunContext,
  folder: string,
  names: { stage: string; job: string },
): Record<string, string> => ({
  'Agent.OS': agentOs[process.platform] ?? process.platform,
  'Agent.TempDirectory': join(folder, 'home'),
  'Agent.BuildDirectory': folder,
  'Pipeline.Workspace': folder,
  'System.DefaultWorkingDirectory': join(folder, 's'),
  'System.StageName': names.stage,
  'System.JobName': names.job,
  'Build.SourcesDirectory': join(folder, 's'),
  'Build.ArtifactStagingDirectory': join(folder, 'a'),
  'Build.SourceBranch': 'refs/heads/main',
  'Build.SourceBranchName': 'main',
  'Build.SourceVersion': run.commit,
  'Build.Repository.Name': run.repository,
  'Build.Reason': 'IndividualCI',
  'Build.BuildId': run.id,
  'Build.BuildNumber': run.id,
});
