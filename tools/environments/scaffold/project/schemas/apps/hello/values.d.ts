// Generated from values.schema.json by `twinhull generate`: change the schema instead.

export interface HelloValues {
  /**
   * What a parent chart passes to all its charts.
   */
  global?: {
    [k: string]: unknown;
  };
  /**
   * Number of pods.
   *
   * @default 1
   */
  replicas?: number;
  /**
   * The container image.
   */
  image?: {
    /**
     * Where it is.
     *
     * @default "docker.io/hashicorp/http-echo"
     */
    repository?: string;
    /**
     * Its tag; empty takes the application's version.
     *
     * @default ""
     */
    tag?: string;
  };
  /**
   * What every request is answered with.
   *
   * @default "Hello"
   */
  greeting?: string;
  /**
   * Requests and limits of the container.
   *
   * @default {}
   */
  resources?: {
    [k: string]: unknown;
  };
}
