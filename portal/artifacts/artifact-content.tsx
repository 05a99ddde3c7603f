import { kindOf, languageOf } from './artifact-kind.ts';
import type { ArtifactItem } from './artifact-item.ts';
import { CodeView } from './code-view.tsx';
import { jsonText } from './json-text.ts';
import { MarkdownView } from './markdown-view.tsx';
import { OpenApiView } from './openapi-view.tsx';

type ContentProps = {
  item: ArtifactItem;
  text: string;
  paths: ReadonlySet<string>;
  hrefOf: (path: string) => string;
  onSelect: (path: string) => void;
};

/** The text of an artifact in the way of its kind. */
export const ArtifactContent = ({ item, text, paths, hrefOf, onSelect }: ContentProps) => {
  const language = languageOf(item.path);
  switch (kindOf(item)) {
    case 'markdown':
      return <MarkdownView text={text} path={item.path} paths={paths} hrefOf={hrefOf} onSelect={onSelect} />;
    case 'openapi':
      return <OpenApiView text={text} language={language} path={item.path} />;
    case 'json':
      return <CodeView text={jsonText(text)} language={language} label={item.path} />;
    default:
      return <CodeView text={text} language={language} label={item.path} />;
  }
};
