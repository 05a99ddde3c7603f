import { useLayoutEffect, useRef } from 'preact/hooks';

/** Shows nodes as they are: never serialised and parsed again, which is how cleaned HTML becomes dangerous. */
export const Nodes = ({
  make,
  version,
  class: name,
  as: Tag = 'div',
}: {
  make: () => DocumentFragment;
  /** The nodes are made again when it changes. */
  version: string;
  class: string;
  as?: 'div' | 'code';
}) => {
  const host = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    host.current?.replaceChildren(make());
  }, [version]);
  return <Tag class={name} ref={host as never} />;
};
