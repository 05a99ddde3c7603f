import type { Shell } from '../arguments.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';

const scripts: Record<Shell, () => string> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** The script by which a shell completes `factory`. */
export const completion = (shell: Shell): string => scripts[shell]();
