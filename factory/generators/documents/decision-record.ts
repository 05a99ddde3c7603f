import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Decision } from '../../domain/blueprint.ts';
import { kebabCase } from '../../domain/naming.ts';
import { bullets, document } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';

const fileName = ({ id, title }: Decision): string => {
  const slug = kebabCase(title).slice(0, 60).replace(/-$/, '');
  return `${slug ? `${id}-${slug}` : id}.md`;
};

/** An architecture decision record below `folder`: `ADR-0001-keep-events-append-only.md`. */
export const decisionRecord = (folder: string, decision: Decision): GeneratedFile => ({
  path: `${folder}/${fileName(decision)}`,
  content: document(
    `# ${decision.id}: ${text(decision.title)}`,
    'Status: accepted',
    '## Context',
    sentence(decision.context),
    '## Decision',
    sentence(decision.decision),
    '## Consequences',
    bullets(decision.consequences.map(text)),
    ...(decision.alternatives.length > 0
      ? [
          '## Alternatives considered',
          bullets(
            decision.alternatives.map(
              ({ option, rejectedBecause }) => `**${text(option)}**: ${sentence(rejectedBecause)}`,
            ),
          ),
        ]
      : []),
  ),
});
