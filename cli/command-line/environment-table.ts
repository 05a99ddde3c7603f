/** Every environment variable that the command line goes by, besides the settings of the app that it hands on. In Markdown. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  FACTORY_TOKEN: 'With `--url`: token of Entra ID that shows who calls.',
  FACTORY_KEY: 'With `--url`: access key that shows who calls.',
  FACTORY_INSTALL_CACHE: 'Handed on to the host; `doctor` looks whether it can be written to.',
  FACTORY_DEBUG:
    'Neither empty nor `0`: with an error, where in the factory it came from, as with `--verbose`.',
  NO_COLOR: 'Switches colours off.',
  FORCE_COLOR: 'Switches colours on where output goes to no terminal.',
  CI: 'Neither empty, `0` nor `false`: a line per event in place of the live view.',
  TERM: '`dumb`: a line per event in place of the live view.',
  SSH_CONNECTION: '`open` prints the address and opens no browser.',
  SSH_TTY: 'The same.',
  DISPLAY: 'On Linux `open` opens a browser where this or the next one is set.',
  WAYLAND_DISPLAY: 'See above.',
};
