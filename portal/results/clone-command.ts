/** An argument that a POSIX shell takes as one word, as it is. */
const quoted = (argument: string): string =>
  /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;

/** The command that clones a repository, whatever its address holds. */
export const cloneCommand = (repository: string): string =>
  `git clone ${repository.startsWith('-') ? '-- ' : ''}${quoted(repository)}`;
