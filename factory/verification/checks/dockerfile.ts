/** An instruction of a Dockerfile with its continuation lines joined. */
export type Instruction = { name: string; text: string; line: number };

/** One `FROM` and what follows it. */
export type Stage = { image: string; alias: string | undefined; line: number; instructions: Instruction[] };

type Reading = { done: Instruction[]; open: Instruction | undefined };

const begun = (text: string, line: number): Instruction => {
  const [, name = '', rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(text) ?? [];
  return { name: name.toUpperCase(), text: rest.trim(), line };
};

const readLine = ({ done, open }: Reading, line: string, index: number): Reading => {
  if (/^\s*(?:#|$)/.test(line)) return { done, open };
  const continues = /\\\s*$/.test(line);
  const text = line.replace(/\\\s*$/, ' ').trim();
  const instruction = open ? { ...open, text: `${open.text} ${text}` } : begun(text, index + 1);
  return continues ? { done, open: instruction } : { done: [...done, instruction], open: undefined };
};

/** Instructions in order; comments and empty lines are left out. */
export const readDockerfile = (content: string): Instruction[] => {
  const start: Reading = { done: [], open: undefined };
  const { done, open } = content.split('\n').reduce(readLine, start);
  return open ? [...done, open] : done;
};

/** The stages of a Dockerfile, in order. Instructions before the first `FROM` (`ARG`) belong to none. */
export const stagesOf = (instructions: readonly Instruction[]): Stage[] =>
  instructions.reduce<Stage[]>((stages, instruction) => {
    if (instruction.name === 'FROM') {
      const [, image = '', alias] = /^(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?$/i.exec(instruction.text) ?? [];
      return [...stages, { image, alias, line: instruction.line, instructions: [] }];
    }
    const last = stages.at(-1);
    return last
      ? [...stages.slice(0, -1), { ...last, instructions: [...last.instructions, instruction] }]
      : stages;
  }, []);

/** Texts of the instructions of a name. */
export const texts = (stage: Stage | undefined, name: string): string[] =>
  (stage?.instructions ?? []).filter((each) => each.name === name).map(({ text }) => text);

/** Variables that `ENV` sets, both its forms. */
export const environmentOf = (stage: Stage | undefined): [name: string, value: string][] =>
  texts(stage, 'ENV').flatMap((text) => {
    const pairs = Array.from(
      text.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|\S*)/g),
      ([, name = '', value = '']): [string, string] => [name, value.replace(/^"|"$/g, '')],
    );
    const [, name, value] = /^(\w+)\s+(.*)$/.exec(text) ?? [];
    return pairs.length > 0 || name === undefined ? pairs : [[name, value ?? '']];
  });
