import type { Finding } from '../../domain/quality-report.ts';

/** A custom unit by the name of its file, `check-digit`, and what was found in its function or its tests. */
export type FaultyUnit = { file: string; findings: readonly Finding[] };

const FILE =
  /^(?:src\/domain\/[a-z0-9-]+\/custom-units\/([a-z0-9-]+)\.ts|test\/unit\/domain\/custom-units\/([a-z0-9-]+)\.test\.ts)$/;

/** The custom unit that a finding is about, by the name of its file. */
export const unitOf = ({ file = '' }: Pick<Finding, 'file'>): string | undefined => {
  const found = FILE.exec(file);
  return found?.[1] ?? found?.[2];
};

/** The custom units that findings are about, each with its own. */
export const faultyUnits = (findings: readonly Finding[]): FaultyUnit[] => {
  const names = new Set(findings.flatMap((finding) => unitOf(finding) ?? []));
  return [...names]
    .toSorted()
    .map((file) => ({ file, findings: findings.filter((finding) => unitOf(finding) === file) }));
};
