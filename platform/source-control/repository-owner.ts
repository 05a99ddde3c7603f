/** Who made a repository and under which name, as the repository itself says. */
export type Owner = { projectId: string; requestedName: string };

/** The number of a name: 1 for the wanted one, n for `<wanted>-n`, `undefined` for any other. */
export const numberOf = (entry: string, name: string): number | undefined => {
  if (entry === name) return 1;
  const number = entry.startsWith(`${name}-`) ? /^[1-9]\d*$/.exec(entry.slice(name.length + 1)) : null;
  return number === null ? undefined : Number(number[0]);
};

/** The wanted name, or the first with a number, that none of these has. */
export const firstFreeName = (candidates: readonly string[], name: string): string => {
  let candidate = name;
  for (let number = 2; candidates.includes(candidate); number++) candidate = `${name}-${number}`;
  return candidate;
};
