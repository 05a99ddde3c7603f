import type { Finding } from '../../../domain/quality-report.ts';

/** A variable whose value nobody but the process may know. The address of a token's issuer is none. */
export const SECRET_NAME = /(?:PASSWORD|PASSWD|SECRET|(?:^|_)(?:KEY|TOKEN|CONNECTION|CONNECTION_STRING))$/i;

/** A version to the patch, or a digest: the same image tomorrow. */
export const isPinnedImage = (image: string): boolean =>
  /@sha256:[0-9a-f]{64}$/.test(image) || /:v?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(image);

export const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** A rule that something breaks or keeps. */
export type Rule = { rule: string; breaks: boolean; message: string; suggestion: string };

export const containerFinding = (
  file: string,
  rule: string,
  message: string,
  suggestion: string,
  line?: number,
): Finding => ({
  check: 'containers',
  rule: `containers/${rule}`,
  file,
  ...(line === undefined ? {} : { line }),
  message,
  suggestion,
});

export const brokenRules = (file: string, rules: readonly Rule[]): Finding[] =>
  rules
    .filter(({ breaks }) => breaks)
    .map(({ rule, message, suggestion }) => containerFinding(file, rule, message, suggestion));
