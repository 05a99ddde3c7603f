/** A value as one word of a POSIX shell. */
export const shellWord = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

/** A value as an argument that a person would type: quoted only where it must be. */
export const shellArgument = (value: string): string =>
  /^[\w.@-]+$/.test(value) && !value.startsWith('-') ? value : shellWord(value);

/** How a shell gets a development token of a service. */
export const tokenCommand = (name: string, roles: readonly string[]): string =>
  `TOKEN=$(npm run --silent token -- ${[name, ...roles].map(shellArgument).join(' ')})`;
