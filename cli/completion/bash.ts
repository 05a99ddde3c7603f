import { commandEntries } from '../command-line/command-table.ts';
import { optionEntries } from '../command-line/option-table.ts';
import { candidatesOf, optionWords, type Candidates } from './completed.ts';

const generate = (candidates: Candidates): string => {
  switch (candidates.kind) {
    case 'words':
      return `COMPREPLY=($(compgen -W '${candidates.words.join(' ')}' -- "$current"))`;
    case 'file':
      return 'COMPREPLY=($(compgen -f -- "$current"))';
    case 'folder':
      return 'COMPREPLY=($(compgen -d -- "$current"))';
    case 'none':
      return 'COMPREPLY=()';
  }
};

const valueCases = optionEntries
  .filter(([, { value }]) => value)
  .map(([name, { value }]) => `    --${name}) ${generate(candidatesOf(value?.values))}; return ;;`);

const optionCases = commandEntries.map(
  ([name, entry]) => `      ${name}) options='${optionWords(entry).join(' ')}' ;;`,
);

const operandCases = commandEntries.flatMap(([name, { operands }]) =>
  operands.map(({ values }, index) => `    ${name}:${index}) ${generate(candidatesOf(values))} ;;`),
);

/** Completion for bash 3.2 and newer. */
export const bashCompletion = (): string => `# bash completion of factory
_factory() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command='' operands=0 index word options
  COMPREPLY=()
  case "$previous" in
${valueCases.join('\n')}
  esac
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    case "$word" in
      ${optionEntries
        .filter(([, { value }]) => value)
        .map(([name]) => `--${name}`)
        .join('|')}) index=$((index + 1)) ;;
      -*) ;;
      *) if [[ -z "$command" ]]; then command="$word"; else operands=$((operands + 1)); fi ;;
    esac
  done
  if [[ "$current" == -* ]]; then
    case "$command" in
${optionCases.join('\n')}
      *) options='${optionEntries.map(([name]) => `--${name}`).join(' ')}' ;;
    esac
    COMPREPLY=($(compgen -W "$options" -- "$current"))
    return
  fi
  if [[ -z "$command" ]]; then
    COMPREPLY=($(compgen -W '${commandEntries.map(([name]) => name).join(' ')}' -- "$current"))
    return
  fi
  case "$command:$operands" in
${operandCases.join('\n')}
  esac
}
complete -F _factory factory
`;
