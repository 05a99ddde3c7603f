import type { CommandEntry, Values } from '../command-line/command-entry.ts';
import { commandEntries } from '../command-line/command-table.ts';
import { optionEntries, optionsOf, type OptionEntry } from '../command-line/option-table.ts';
import { candidatesOf, quoted } from './completed.ts';

const action = (values: Values | undefined): string => {
  const candidates = candidatesOf(values);
  if (candidates.kind === 'words') return `(${candidates.words.join(' ')})`;
  return { file: '_files', folder: '_files -/', none: ' ' }[candidates.kind];
};

/** Brackets and colons have a meaning in the specifications of zsh. */
const plain = (text: string): string => text.replaceAll('`', '').replace(/[[\]:\\]/g, String.raw`\$&`);

const optionSpecification = (name: string, { value, description }: OptionEntry): string =>
  quoted(`--${name}[${plain(description)}]${value ? `:${plain(value.name)}:${action(value.values)}` : ''}`);

const commandCase = (name: string, { operands, options }: CommandEntry): string => {
  const specifications = [
    ...optionsOf(options).map(([option, entry]) => optionSpecification(option, entry)),
    ...operands.map((operand, index) =>
      quoted(`${index + 1}:${plain(operand.name)}:${action(operand.values)}`),
    ),
  ];
  return `    ${name})\n      _arguments \\\n        ${specifications.join(' \\\n        ')}\n      ;;`;
};

/** Completion for zsh; also right when it is read by `source` after `compinit`. */
export const zshCompletion = (): string => `#compdef factory
_factory() {
  local context state line
  local -a commands
  commands=(
${commandEntries.map(([name, { summary }]) => `    ${quoted(`${name}:${plain(summary)}`)}`).join('\n')}
  )
  _arguments -C \\
    ${optionEntries.map(([name, entry]) => optionSpecification(name, entry)).join(' \\\n    ')} \\
    '1: :->command' '*:: :->operands'
  case "$state" in
  command) _describe command commands ;;
  operands)
    case "$line[1]" in
${commandEntries.map(([name, entry]) => commandCase(name, entry)).join('\n')}
    esac
    ;;
  esac
}
if [[ "$funcstack[1]" == _factory ]]; then _factory "$@"; else compdef _factory factory; fi
`;
