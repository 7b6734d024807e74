// What was thrown, as text: anything can be, not only errors.

/** The message of an error; anything else as a string. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
