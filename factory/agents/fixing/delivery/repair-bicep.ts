import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Finding } from '../../../domain/quality-report.ts';
import type { Inspect } from './change.ts';
export const repairBicep = async (
  files: readonly GeneratedFile[],
  _findings: readonly Finding[],
  _inspect: Inspect,
): Promise<readonly GeneratedFile[]> => files;
