// Programs are run without the network: a chart's schema or a kustomization may name addresses anywhere.

/** Nothing listens at the discard port. Addresses of this machine are not asked for through a proxy. */
export const nowhere = 'http://127.0.0.1:9';

/** For the environment of helm, kubectl kustomize, and the git that they run. */
export const offline: Readonly<Record<string, string>> = {
  HTTP_PROXY: nowhere,
  HTTPS_PROXY: nowhere,
  http_proxy: nowhere,
  https_proxy: nowhere,
  NO_PROXY: '',
  no_proxy: '',
  GIT_ALLOW_PROTOCOL: 'file',
  GIT_TERMINAL_PROMPT: '0',
};
