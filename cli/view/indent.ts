export const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
