/** Characters that Mermaid reads as text everywhere; anything else comes as an entity. */
const TEXT = /^(?:[\p{L}\p{M}\p{N} .,:'()/-]|#\w+;)*$/u;

/** What stands before a label without quotes. */
const UNQUOTED = /^(\s*(?:participant|actor) \w+ as |[^":]*: ?)(.+)$/;

const line = (text: string): string => {
  const quoted = text.replace(/"([^"]*)"/g, (whole, label: string) => (TEXT.test(label) ? '"text"' : whole));
  return quoted.replace(UNQUOTED, (whole, before: string, label: string) =>
    TEXT.test(label) ? `${before}text` : whole,
  );
};

/** A diagram without the words of its labels. A label with a character that could be syntax stays, so that it is seen. */
export const mermaidSkeleton = (diagram: string): string => diagram.split('\n').map(line).join('\n');
