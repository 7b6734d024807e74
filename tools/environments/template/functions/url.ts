// URLs taken apart and put together.
import type { Dict, Value } from '../values.ts';

const form =
  /^(?:(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/(?:(?<userinfo>[^@/?#]*)@)?(?<host>[^/?#]*))?(?<rest>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?$/s;

/** Throws an Error for what is no URL. */
export function parseUrl(url: string): Dict {
  const {
    scheme = '',
    userinfo = '',
    host = '',
    rest = '',
    query = '',
    fragment = '',
  } = form.exec(url)?.groups ?? {};
  const isOpaque = scheme !== '' && !url.includes('//') && rest !== '' && !rest.startsWith('/');
  return {
    scheme: scheme.toLowerCase(),
    host,
    hostname: host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1'),
    path: isOpaque ? '' : decode(rest),
    query,
    opaque: isOpaque ? rest : '',
    fragment: decode(fragment),
    userinfo,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error(`unable to parse url: invalid URL escape in "${text}"`);
  }
}

/** Throws an Error for parts that are no strings. */
export function formatUrl(parts: Dict): string {
  const part = (name: string): string => readPart(parts[name], name);
  const [scheme, host, userinfo, file] = [part('scheme'), part('host'), part('userinfo'), part('path')];
  const start = scheme === '' ? '' : `${scheme}:`;
  const end = withMark('?', part('query')) + withMark('#', encode(part('fragment')));
  if (part('opaque') !== '') return start + part('opaque') + end;
  const authority =
    host === '' && userinfo === '' && scheme === '' ? '' : `//${userinfo && `${userinfo}@`}${host}`;
  const slash = file !== '' && !file.startsWith('/') && host !== '' ? '/' : '';
  return start + (host === '' && userinfo === '' ? '' : authority) + slash + encode(file) + end;
}

function readPart(value: Value, name: string): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') throw new Error(`unable to parse ${name} key, must be of type string`);
  return value;
}

function withMark(mark: string, text: string): string {
  return text === '' ? '' : mark + text;
}

function encode(text: string): string {
  return encodeURI(text).replace(/[#?]/g, encodeURIComponent);
}
