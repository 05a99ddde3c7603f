import type { FindingView, ServiceQuality } from './service-quality.ts';

/** A finding as somebody would file it. */
export type BugReport = FindingView & { service: string; check: string };

/** The findings of all services, in the order of services and checks. */
export const bugReports = (services: readonly ServiceQuality[]): BugReport[] =>
  services.flatMap(({ service, checks }) =>
    checks.flatMap(({ name, findings }) => findings.map((finding) => ({ ...finding, service, check: name }))),
  );

/** `src/main.ts:12`, empty where the finding is in no file. */
export const placeOf = ({ file, line }: FindingView): string => {
  if (file === undefined) return '';
  return line === undefined ? file : `${file}:${line}`;
};
