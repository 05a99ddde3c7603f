import protobuf from 'protobufjs';

const parts = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[\s\S]/g;

/** A protocol without what its comments say. Throws where it is none. */
export const protoSkeleton = (text: string): string => {
  protobuf.parse(text, { keepCase: true });
  return Array.from(text.matchAll(parts), ([part]) => (/^\/[/*]/.test(part) ? part.slice(0, 2) : part)).join(
    '',
  );
};
