import { useEffect } from 'preact/hooks';

/** The heading of a page, which can take the focus, and the title of the document. */
export const PageHeading = ({ text, title }: { text: string; title: string }) => {
  useEffect(() => {
    document.title = `${title} · AI software factory`;
  }, [title]);
  return (
    <h1 class="page-heading" tabIndex={-1}>
      {text}
    </h1>
  );
};
