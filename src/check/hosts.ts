/** Addresses away from this site, by the words they are written in; nothing is asked of the network. */
import type { Said } from './finding.ts';
import { nearest } from './nearest.ts';

/** What a reader's browser can follow besides the web. */
const FOLLOWED = new Set(
  'mailto tel sms geo xmpp irc ircs matrix magnet webcal ftp ftps sftp ssh git news nntp gopher gemini feed bitcoin ethereum signal sip sips urn tag ipfs ipns dat hyper'.split(
    ' ',
  ),
);
const WEB = ['http', 'https', 'mailto'];

const PRIVATE =
  /^(?:localhost|.*\.(?:localhost|local|internal|lan|home|test|invalid|localdomain)|0\.0\.0\.0|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d+){2}|\[(?:::1?|f[cd][\da-f]*:.*|fe80:.*)\])$/u;

/** Ends of names of hosts that are no ends of names of files. */
const HOST =
  /^(?:[\p{L}\d-]+\.)+(?:com|org|net|edu|gov|io|dev|ai|app|info|me|co|uk|de|fr|eu|nl|ch|at|se|no|dk|fi|jp|cn|in|br|ca|au|us|it|es|pl|xyz|blog|wiki|page|tech|cloud|site)(?::\d+)?(?=[/?#]|$)/iu;

/** The scheme of an address, without its colon, in lower case. */
export const schemeOf = (url: string): string | undefined =>
  /^([a-z][a-z\d+.-]*):/iu.exec(url)?.[1]?.toLowerCase();

/** Whether an address stands for a place on this site, as far as its words say. */
export const isLocal = (url: string): boolean =>
  schemeOf(url) === undefined && !url.startsWith('//');

/** What is said of an address with a backslash, which is written where a slash is meant. */
export const backslashFault = (url: string): Said => [
  `the address ${url} has a backslash in it`,
  `write ${url.replaceAll('\\', '/')}`,
];

/** What is wrong with an address of the web: one that begins with `http://`, `https://` or `//`. */
function webFault(url: string): Said | undefined {
  const rest = url.replace(/^[a-z]*:?[\\/]*/iu, '').replaceAll('\\', '/');
  const https = `write https://${rest.replace(/^(?:https?:?[\\/]+)+/iu, '')}`;
  if (/^https?:(?!\/\/(?![\\/]))/iu.test(url)) {
    return [`the address ${url} has not two slashes behind its scheme`, https];
  }
  if (url.includes('\\')) return backslashFault(url);
  if (/^(?:https?)(?:[:/]|$)/iu.test(rest))
    return [`the address ${url} says its scheme twice`, https];
  if (/\s/u.test(url)) {
    return [`the address ${url} has a space in it`, `write ${url.replace(/\s/gu, '%20')}`];
  }
  let host: string;
  try {
    ({ hostname: host } = new URL(url, 'https://example.org'));
  } catch {
    return [`the address ${url} cannot be read`, 'write https://, the host and the path'];
  }
  if (PRIVATE.test(host)) {
    return [`${host} is a host that readers do not reach`, 'write the address on the public web'];
  }
  // Markdown writes the brackets of such a host in a way that no browser reads.
  if (host.startsWith('[')) {
    return [
      `the address ${url} names a machine by its number`,
      'write its name, or the address in backticks',
    ];
  }
  if (!/[.:]/u.test(host) || /\.\.|^\.|^-|,/u.test(host)) {
    const name = host.replace(/[.,]+/gu, '.').replace(/^\.|\.$/gu, '');
    const whole = name.includes('.') ? name : `${name}.org`;
    return [
      `"${host}" is no name of a host on the web`,
      `write its name, such as https://${whole}/`,
    ];
  }
  return undefined;
}

/** What is wrong with an address that names a scheme or a host; undefined where nothing is. */
export function awayFault(url: string): Said | undefined {
  const scheme = schemeOf(url);
  if (scheme === undefined || scheme === 'http' || scheme === 'https') return webFault(url);
  const rest = url.slice(scheme.length + 1);
  if (scheme === 'mailto') {
    if (/^[^\s@,]+@[^\s@]+\.[^\s@]+$/u.test(rest.split('?')[0] ?? '')) return undefined;
    return [`${url} names no mail address`, 'write mailto:name@example.org'];
  }
  if (scheme === 'file' || scheme.length === 1) {
    return [
      'the address leads to a file on your machine',
      'put it into public/ and write /its-name',
    ];
  }
  if (scheme === 'blob' || scheme === 'cid') {
    return [
      `the address ${scheme}: leads to what only your own program holds`,
      'save the file, put it into public/ and write /its-name',
    ];
  }
  if (scheme === 'javascript' || scheme === 'vbscript') {
    return [`an address must not run a script`, 'write the address that it leads to'];
  }
  if (scheme === 'doi') return ['doi: is followed by no browser', `write https://doi.org/${rest}`];
  if (FOLLOWED.has(scheme) || scheme === 'data') return undefined;
  const meant = nearest(scheme, WEB);
  if (meant === undefined && !rest.startsWith('//') && !/^\d/u.test(rest)) return undefined;
  const web = meant === 'mailto' ? `mailto:${rest}` : `https://${rest.replace(/^\/+/u, '')}`;
  if (HOST.test(url)) return [`the address ${url} lacks its scheme`, `write https://${url}`];
  return [`"${scheme}:" is no scheme that a browser follows`, `write ${web}`];
}

/** An address that looks local and means one elsewhere: `www.example.org`, `https//…`, `me@host`. */
export function elsewhereFault(url: string): Said | undefined {
  const slip = /^(?:https?[;.,]?\/\/|:\/\/|ttps?:\/\/)(.*)$/iu.exec(url);
  if (slip) return [`the address ${url} lacks the colon of its scheme`, `write https://${slip[1]}`];
  if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/u.test(url)) {
    return [`the mail address ${url} lacks mailto:`, `write mailto:${url}`];
  }
  if (/^www\./iu.test(url) || HOST.test(url)) {
    return [`the address ${url} lacks its scheme`, `write https://${url.replace(/\s/gu, '%20')}`];
  }
  return undefined;
}
