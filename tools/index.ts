// `twinhull`: environments rendered from TypeScript.
export type { RenderedEnvironment, SessionOptions } from './environments/index.ts';
