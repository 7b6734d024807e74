// Generated from values.schema.json by `twinhull generate`: change the schema instead.

export interface DispatchValues {
  /**
   * What a parent chart passes to all its charts; not used here.
   */
  global?: {
    [k: string]: unknown;
  };
  /**
   * The image of the server and of the migration Job.
   */
  image?: {
    /**
     * Where the image is.
     *
     * @default "ghcr.io/misospace/dispatch"
     */
    repository?: string;
    /**
     * Tag; empty takes the chart's appVersion.
     *
     * @default ""
     */
    tag?: string;
    /**
     * Digest that pins the image, beside the tag.
     *
     * @default ""
     */
    digest?: string;
    /**
     * When the image is pulled; empty leaves it to Kubernetes.
     *
     * @default ""
     */
    pullPolicy?: '' | 'Always' | 'IfNotPresent' | 'Never';
  };
  /**
   * Secrets for a private registry.
   *
   * @default []
   */
  imagePullSecrets?: {
    /**
     * Name of the Secret.
     */
    name: string;
  }[];
  /**
   * What dispatch does. Anything without a value here is set in env, by the name of its variable.
   */
  config?: {
    /**
     * How operators sign in: basic, oidc or disabled; empty leaves DISPATCH_AUTH_MODE to the Secret.
     *
     * @default "basic"
     */
    authMode?: '' | 'basic' | 'oidc' | 'disabled';
    /**
     * Issues with one of these labels are never queued.
     *
     * @default ["renovate"]
     */
    excludedLabels?: string[];
    /**
     * Base URL of an OpenAI-compatible API for the groomer; empty leaves DISPATCH_LLM_BASE_URL to the Secret.
     *
     * @default ""
     */
    llmBaseUrl?: string;
    /**
     * The hosted groomer: a model that triages issues.
     */
    groomer?: {
      /**
       * Run it. It then needs llmBaseUrl, model and the key DISPATCH_LLM_API_KEY, from values or the Secret.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * Name of the model; empty leaves DISPATCH_GROOMER_MODEL to the Secret.
       *
       * @default ""
       */
      model?: string;
      /**
       * Decide, but change nothing on GitHub.
       *
       * @default false
       */
      dryRun?: boolean;
      /**
       * Let the model read files of the repository.
       *
       * @default true
       */
      repoContext?: boolean;
    };
    /**
     * The scheduler inside each replica; a lock in the database keeps two replicas from running one job.
     */
    scheduler?: {
      /**
       * Run the jobs below.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * Milliseconds between two runs of each job; 0 switches a job off.
       */
      intervals?: {
        /**
         * Synchronise issues of the tracked repositories.
         *
         * @default 900000
         */
        syncMs?: number;
        /**
         * Groom issues.
         *
         * @default 600000
         */
        groomerMs?: number;
        /**
         * Follow up pull requests.
         *
         * @default 900000
         */
        prFollowupMs?: number;
        /**
         * Prune closed issues.
         *
         * @default 86400000
         */
        pruneClosedMs?: number;
        /**
         * Reconcile issues with GitHub (ignored by images that lack the job, as are the three below).
         *
         * @default 1800000
         */
        reconcileMs?: number;
        /**
         * Sweep work that agents left behind.
         *
         * @default 300000
         */
        staleWorkMs?: number;
        /**
         * Sweep the queue of pull requests to fix.
         *
         * @default 300000
         */
        prFixSweepMs?: number;
        /**
         * Open issues for failed CI runs.
         *
         * @default 1800000
         */
        ciFailuresMs?: number;
      };
    };
    /**
     * The lanes of the queue: unique ids, at least one claimable, at most one claimable lane per role.
     *
     * @minItems 1
     */
    lanes?: {
      /**
       * Unique id, without white space around it.
       */
      id: string;
      /**
       * Name that people see.
       */
      title: string;
      /**
       * Whether agents may take work from this lane.
       */
      claimable: boolean;
      /**
       * Where new work starts (default) and where it goes when attempts fail (escalation); at most one claimable lane each.
       */
      role?: 'default' | 'escalation';
      /**
       * What belongs into the lane.
       */
      description?: string;
      /**
       * Colour in the user interface.
       */
      color?: string;
      /**
       * Agent that work of this lane goes to.
       */
      defaultAgent?: string;
    }[];
    /**
     * Former lane ids and the ids of the lanes that took their place. Merged with the defaults: null removes one.
     *
     * @default {"normal":"local","escalated":"frontier"}
     */
    laneAliases?: {
      [k: string]: string;
    };
  };
  /**
   * Environment variables by name. They replace what the chart computes, except SKIP_DB_MIGRATIONS. A fraction is written as a string. Variables are listed by name, so $(NAME) can refer to names that sort before it and to keys of existingSecret.
   *
   * @default {}
   */
  env?: {
    [k: string]:
      | string
      | number
      | boolean
      | {
          /**
           * Where Kubernetes reads the value.
           */
          valueFrom: {
            /**
             * A key of a Secret in the same namespace.
             */
            secretKeyRef?: {
              /**
               * Name of the Secret.
               */
              name: string;
              /**
               * Key in the Secret.
               */
              key: string;
              /**
               * Start without the variable when the object or the key is missing.
               */
              optional?: boolean;
            };
            /**
             * A key of a ConfigMap in the same namespace.
             */
            configMapKeyRef?: {
              /**
               * Name of the ConfigMap.
               */
              name: string;
              /**
               * Key in the ConfigMap.
               */
              key: string;
              /**
               * Start without the variable when the object or the key is missing.
               */
              optional?: boolean;
            };
            /**
             * A field of the pod.
             */
            fieldRef?: {
              /**
               * API version of the path.
               */
              apiVersion?: string;
              /**
               * Path of the field.
               */
              fieldPath: string;
            };
            /**
             * A request or a limit of a container.
             */
            resourceFieldRef?: {
              /**
               * Name of the container.
               */
              containerName?: string;
              /**
               * Unit of the result.
               */
              divisor?: string;
              /**
               * Which request or limit.
               */
              resource: string;
            };
          };
        };
  };
  /**
   * Secret whose keys become environment variables; it must exist before the release. Empty takes none.
   *
   * @default "dispatch"
   */
  existingSecret?: string;
  /**
   * Where DATABASE_URL comes from.
   */
  database?: {
    /**
     * Secret with the URL of the database, such as the one that CloudNativePG writes; empty takes DATABASE_URL from existingSecret.
     *
     * @default ""
     */
    existingSecret?: string;
    /**
     * Key of the URL in that Secret.
     *
     * @default "uri"
     */
    key?: string;
  };
  /**
   * The Job that migrates the database before each installation and upgrade. Pods never migrate.
   */
  migrations?: {
    /**
     * Whether there is the Job; without it, migrate before you install or upgrade.
     *
     * @default true
     */
    enabled?: boolean;
    /**
     * Seconds after which the Job has failed. Helm's own --timeout applies as well.
     *
     * @default 600
     */
    activeDeadlineSeconds?: number;
  };
  /**
   * Number of pods.
   *
   * @default 1
   */
  replicas?: number;
  /**
   * How pods are replaced.
   */
  strategy?: {
    /**
     * Recreate never runs pods of two versions beside each other. The migration Job runs before: old pods serve on the migrated database until they end.
     *
     * @default "Recreate"
     */
    type?: 'Recreate' | 'RollingUpdate';
    /**
     * Limits of a rolling update, for the type RollingUpdate.
     *
     * @default {}
     */
    rollingUpdate?: {
      [k: string]: string | number;
    };
  };
  /**
   * Annotations of the Deployment.
   *
   * @default {}
   */
  annotations?: {
    [k: string]: string;
  };
  /**
   * Further labels of the Deployment.
   *
   * @default {}
   */
  labels?: {
    [k: string]: string;
  };
  /**
   * Annotations of the pods.
   *
   * @default {}
   */
  podAnnotations?: {
    [k: string]: string;
  };
  /**
   * Further labels of the pods.
   *
   * @default {}
   */
  podLabels?: {
    [k: string]: string;
  };
  /**
   * Further labels of the selectors and the pods. A Deployment's selector never changes: set here what an existing one has, to take it over in place.
   *
   * @default {}
   */
  selectorLabels?: {
    [k: string]: string;
  };
  /**
   * Requests and limits of the container, and of the migration Job.
   *
   * @default {}
   */
  resources?: {
    [k: string]: {
      [k: string]: string | number;
    };
  };
  /**
   * Times of the probes. Readiness asks /api/health, which includes the database; liveness asks only for the port, so an outage of the database restarts nothing.
   */
  probes?: {
    /**
     * When a container is restarted.
     */
    liveness?: {
      /**
       * Seconds before the first probe.
       *
       * @default 10
       */
      initialDelaySeconds?: number;
      /**
       * Seconds between two probes.
       *
       * @default 10
       */
      periodSeconds?: number;
      /**
       * Failures in a row that count.
       *
       * @default 3
       */
      failureThreshold?: number;
      /**
       * Seconds until a probe fails; Kubernetes takes 1 when it is absent.
       */
      timeoutSeconds?: number;
    };
    /**
     * When a pod gets traffic.
     */
    readiness?: {
      /**
       * Seconds before the first probe.
       *
       * @default 5
       */
      initialDelaySeconds?: number;
      /**
       * Seconds between two probes.
       *
       * @default 10
       */
      periodSeconds?: number;
      /**
       * Failures in a row that count.
       *
       * @default 3
       */
      failureThreshold?: number;
      /**
       * Seconds until a probe fails; Kubernetes takes 1 when it is absent.
       */
      timeoutSeconds?: number;
    };
  };
  /**
   * The Service in front of the pods.
   */
  service?: {
    /**
     * Type of the Service.
     *
     * @default "ClusterIP"
     */
    type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
    /**
     * Port of the Service; the container listens on 3000.
     *
     * @default 3000
     */
    port?: number;
    /**
     * Annotations of the Service.
     *
     * @default {}
     */
    annotations?: {
      [k: string]: string;
    };
    /**
     * Further labels of the Service.
     *
     * @default {}
     */
    labels?: {
      [k: string]: string;
    };
  };
  /**
   * An HTTPRoute of the Gateway API.
   */
  httpRoute?: {
    /**
     * Whether there is one.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Annotations of the HTTPRoute.
     *
     * @default {}
     */
    annotations?: {
      [k: string]: string;
    };
    /**
     * Host names; empty takes all that the Gateway serves.
     *
     * @default []
     */
    hostnames?: string[];
    /**
     * Gateways that the route attaches to, at least one.
     *
     * @default []
     */
    parentRefs?: {
      /**
       * Name of the Gateway.
       */
      name: string;
      /**
       * Its namespace, when it is another one.
       */
      namespace?: string;
      /**
       * One of its listeners.
       */
      sectionName?: string;
    }[];
    /**
     * Rules after the one that sends everything to the Service.
     *
     * @default []
     */
    extraRules?: {
      [k: string]: unknown;
    }[];
  };
  /**
   * The ServiceAccount of the pods. Its token is not mounted: dispatch does not talk to Kubernetes.
   */
  serviceAccount?: {
    /**
     * Whether to create it.
     *
     * @default true
     */
    create?: boolean;
    /**
     * Its name; empty takes the release's name, or default when none is created.
     *
     * @default ""
     */
    name?: string;
    /**
     * Annotations of the ServiceAccount.
     *
     * @default {}
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * Security context of the pods. The image runs as user 1001. Null removes a setting.
   */
  podSecurityContext?: {
    [k: string]: unknown;
  };
  /**
   * Security context of the container. With readOnlyRootFilesystem, mount volumes at /app/.next/cache and /tmp.
   *
   * @default {"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}
   */
  securityContext?: {
    [k: string]: unknown;
  };
  /**
   * Volumes of the pods and of the migration Job.
   *
   * @default []
   */
  volumes?: {
    [k: string]: unknown;
  }[];
  /**
   * Where the container mounts them.
   *
   * @default []
   */
  volumeMounts?: {
    [k: string]: unknown;
  }[];
  /**
   * Labels that a node must have.
   *
   * @default {}
   */
  nodeSelector?: {
    [k: string]: string;
  };
  /**
   * Taints that the pods tolerate.
   *
   * @default []
   */
  tolerations?: {
    [k: string]: unknown;
  }[];
  /**
   * Affinity of the pods.
   *
   * @default {}
   */
  affinity?: {
    [k: string]: unknown;
  };
  /**
   * How the pods are spread.
   *
   * @default []
   */
  topologySpreadConstraints?: {
    [k: string]: unknown;
  }[];
}
