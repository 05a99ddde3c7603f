import type { GeneratedFile } from '../domain/artifact.ts';
import type { Finding } from '../domain/quality-report.ts';
import { checkBicep } from './checks/bicep.ts';

/** What the template compiler finds, where there is one; `bicepPath` names it. */
export const inspectTemplates =
  (bicepPath?: string) =>
  async (files: readonly GeneratedFile[]): Promise<Finding[]> => {
    const result = await checkBicep(files, bicepPath);
    return 'findings' in result ? [...result.findings] : [];
  };
