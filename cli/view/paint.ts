import { styleText } from 'node:util';

export type Colour = 'bold' | 'gray' | 'cyan' | 'green' | 'red' | 'yellow';
export type Paint = (colour: Colour, text: string) => string;

/** Colours text for a stream, unless that is no terminal or NO_COLOR asks for none. */
export const paintFor =
  (stream: NodeJS.WritableStream): Paint =>
  (colour, text) =>
    styleText(colour, text, { stream, validateStream: true });

export const noPaint: Paint = (_, text) => text;
