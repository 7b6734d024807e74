// Environments: find → evaluate → extract → inject → order → filter. What commands and the library use.
export {
  type FoundEnvironment,
  findEnvironment,
  findEnvironments,
  listEnvironments,
} from './find.ts';
export { type RenderedEnvironment, type RenderOptions, renderEnvironments } from './render.ts';
export { createSession, type Session, type SessionOptions } from './session.ts';
