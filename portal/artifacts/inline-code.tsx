/** A text with `code` between backticks, as descriptions in OpenAPI have it; nothing else of Markdown. */
export const InlineCode = ({ text }: { text: string }) => (
  <>
    {text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
  </>
);
