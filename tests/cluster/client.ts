// Requests to an API server over HTTPS, whose own certificate is the only one that is trusted.
import { readFileSync } from 'node:fs';
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import type { Json } from '../../tools/shared/json.ts';

export interface Reply {
  readonly status: number;
  /** Parsed where the server says that it is JSON, else text. */
  readonly body: Json;
}

export interface ReplyOptions {
  /** `application/json` by default. */
  readonly contentType?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Milliseconds; a minute by default. */
  readonly timeout?: number;
}

/** `body` is sent as JSON; text is sent as it is. Any status is an answer; a broken connection rejects. */
export type Request = (method: string, path: string, body?: Json, options?: ReplyOptions) => Promise<Reply>;

export interface Client {
  readonly request: Request;
  readonly close: () => void;
}

export interface ServerAddress {
  readonly port: number;
  readonly token: string;
  /** The file with the server's certificate; read at each request, as the server still writes it when it starts. */
  readonly certificate: string;
}

export function createClient({ port, token, certificate }: ServerAddress): Client {
  const agent = new Agent({ keepAlive: true });
  return {
    request: (
      method,
      path,
      body,
      { contentType = 'application/json', query = {}, timeout = 60_000 } = {},
    ) => {
      const search = new URLSearchParams(query).toString();
      const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
      return send(
        {
          agent,
          ca: readFileSync(certificate),
          host: '127.0.0.1',
          port,
          method,
          path: search === '' ? path : `${path}?${search}`,
          headers: body === undefined ? headers : { ...headers, 'Content-Type': contentType },
          timeout,
        },
        typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
      );
    },
    close: () => agent.destroy(),
  };
}

function send(options: RequestOptions, body: string | undefined): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = response.headers['content-type']?.startsWith('application/json') ?? false;
        resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
      });
    });
    request.on('error', reject);
    request.on('timeout', () =>
      request.destroy(new Error(`no answer to ${options.method} ${options.path} in time`)),
    );
    request.end(body);
  });
}
