const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as the HTML of a field that shows it: nothing in it is markup. */
export const htmlOf = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '').replaceAll(/\r?\n/g, '<br>');

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

const characterOf = (entity: string, name: string): string => {
  const code = /^#(\d{1,7})$/.exec(name)?.[1];
  if (code === undefined) return CHARACTERS[name] ?? entity;
  return Number(code) <= 0x10_ff_ff ? String.fromCodePoint(Number(code)) : entity;
};

/** The text of a field's HTML, as the service or a person wrote it: blocks end lines, other markup goes. */
export const textOfHtml = (html: string): string =>
  html
    .replaceAll(/<br\s*\/?>|<\/(?:p|div|li|h\d)>(?=.)/gis, '\n')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&(#\d{1,7}|[a-z]{2,6});/g, characterOf);
