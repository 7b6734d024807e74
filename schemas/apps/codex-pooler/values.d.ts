// Generated from values.schema.json by `twinhull generate`: change the schema instead.

export interface CodexPoolerValues {
  /**
   * What a parent chart passes to all its charts; not used here.
   */
  global?: {
    [k: string]: unknown;
  };
  /**
   * Value of the label app.kubernetes.io/name, which selectors contain, and of nothing else; empty takes codex-pooler.
   *
   * @default ""
   */
  nameOverride?: string;
  /**
   * Beginning of all names; empty takes the release's name. To take over a release of the former chart, which left the release's name out: its fullnameOverride, else its nameOverride, else codex-pooler.
   *
   * @default ""
   */
  fullnameOverride?: string;
  /**
   * The image of all roles.
   */
  image?: {
    /**
     * Where the image is.
     *
     * @default "ghcr.io/icoretech/codex-pooler"
     */
    repository?: string;
    /**
     * Tag, the release of codex-pooler; empty takes the chart's appVersion. latest is refused. A digest may follow.
     *
     * @default ""
     */
    tag?: string;
    /**
     * When the image is pulled.
     *
     * @default "IfNotPresent"
     */
    pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
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
   * Annotations of the pods of all roles; those of the role come over them.
   *
   * @default {}
   */
  podAnnotations?: {
    [k: string]: string;
  };
  /**
   * The ServiceAccount of the pods, except those of the migration Job.
   */
  serviceAccount?: {
    /**
     * Whether to create it.
     *
     * @default true
     */
    create?: boolean;
    /**
     * Its name; empty takes the beginning of all names, or default when none is created.
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
   * Settings of all roles.
   */
  config?: {
    /**
     * Host under which people and clients reach codex-pooler.
     *
     * @default "codex-pooler.example.com"
     */
    host?: string;
    /**
     * Port that the app listens on.
     *
     * @default 4000
     */
    port?: number;
    /**
     * Connections to the database per pod.
     *
     * @default 10
     */
    poolSize?: number;
    /**
     * Whether the database is reached by IPv6.
     *
     * @default "false"
     */
    ectoIpv6?: 'true' | 'false';
    /**
     * Jobs that one worker runs at a time, at least 1.
     *
     * @default "8"
     */
    obanJobsQueueLimit?: string;
    /**
     * Milliseconds that running jobs have when a pod ends.
     *
     * @default "55000"
     */
    obanShutdownGracePeriodMs?: string;
    /**
     * LANG of the processes.
     *
     * @default "C.UTF-8"
     */
    lang?: string;
    /**
     * LC_ALL of the processes.
     *
     * @default "C.UTF-8"
     */
    lcAll?: string;
    /**
     * Files and sockets that one process may have open.
     *
     * @default "1048576"
     */
    erlMaxPorts?: string;
  };
  /**
   * A cluster of Erlang nodes, one per pod, found by DNS.
   */
  clustering?: {
    /**
     * Whether the pods of the roles below are members of one.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Host name whose addresses are the members; empty takes the headless Service.
     *
     * @default ""
     */
    query?: string;
    /**
     * Port on which members talk to each other.
     *
     * @default "9000"
     */
    distributionPort?: number | string;
    /**
     * Port on which members learn of each other's port.
     *
     * @default "4369"
     */
    epmdPort?: number | string;
    /**
     * The Service that names the members.
     */
    headlessService?: {
      /**
       * Whether there is one; without it, query must be set.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * Its name; empty takes the beginning of all names and -cluster.
       *
       * @default ""
       */
      nameOverride?: string;
      /**
       * Whether it names pods that are not ready, too.
       *
       * @default true
       */
      publishNotReadyAddresses?: boolean;
    };
    /**
     * The secret that members share.
     */
    cookie?: {
      /**
       * Secret that has it; empty takes the one of secrets.
       *
       * @default ""
       */
      existingSecret?: string;
      /**
       * Key in that Secret.
       *
       * @default "release-cookie"
       */
      existingSecretKey?: string;
      /**
       * The cookie itself, for secrets.create.
       *
       * @default ""
       */
      value?: string;
    };
    /**
     * The roles that are members. Migrations never are.
     */
    participants?: {
      /**
       * The app.
       *
       * @default true
       */
      app?: boolean;
      /**
       * Workers.
       *
       * @default true
       */
      worker?: boolean;
      /**
       * The scheduler.
       *
       * @default true
       */
      scheduler?: boolean;
    };
  };
  /**
   * The Secret with the credentials of all roles.
   */
  secrets?: {
    /**
     * Make it of the values below, as NAME-secrets. Only for trials: they are stored with the release.
     *
     * @default false
     */
    create?: boolean;
    /**
     * Name of a Secret that you manage; empty takes NAME-secrets. Not together with create.
     *
     * @default "codex-pooler-secrets"
     */
    existingSecret?: string;
    /**
     * URL of the Postgres database.
     *
     * @default ""
     */
    databaseUrl?: string;
    /**
     * Signs sessions and cookies: at least 64 bytes.
     *
     * @default ""
     */
    secretKeyBase?: string;
    /**
     * Encrypts one-time passwords: 32 bytes, or base64 of them. Without it the image takes a key that everyone knows.
     *
     * @default ""
     */
    totpEncryptionKey?: string;
    /**
     * Its version.
     *
     * @default "v1"
     */
    totpKeyVersion?: string;
    /**
     * Encrypts credentials of upstream accounts: 32 bytes, or base64 of them.
     *
     * @default ""
     */
    upstreamSecretKey?: string;
    /**
     * Its version.
     *
     * @default "v1"
     */
    upstreamSecretKeyVersion?: string;
  };
  /**
   * The role that serves HTTP.
   */
  app?: {
    /**
     * Whether there is this role.
     *
     * @default true
     */
    enabled?: boolean;
    /**
     * Number of pods. More than one needs clustering.enabled, clustering.participants.app and both of websocketContinuity.
     *
     * @default 1
     */
    replicaCount?: number;
    /**
     * How a client's next connection gets to the pod that has its session.
     */
    websocketContinuity?: {
      /**
       * Acknowledge that sessions of a pod end with it, and allow several replicas.
       *
       * @default false
       */
      allowUnsafeMultiReplica?: boolean;
      /**
       * Requests go on to the pod that has the session.
       */
      ownerForwarding?: {
        /**
         * Whether they do; needs clustering.enabled and clustering.participants.app.
         *
         * @default false
         */
        enabled?: boolean;
      };
    };
    /**
     * How pods are replaced, as a rolling update.
     */
    strategy?: {
      /**
       * Pods that may be missing meanwhile, as a number or per cent.
       *
       * @default 0
       */
      maxUnavailable?: number | string;
      /**
       * Pods that may be there beside them meanwhile, as a number or per cent.
       *
       * @default 1
       */
      maxSurge?: number | string;
    };
    /**
     * Seconds that a new pod is ready before the next one is replaced; a rollout fails after 600.
     *
     * @default 120
     */
    minReadySeconds?: number;
    /**
     * Seconds that a pod has to end: at least those of lifecycle.preStop and 17 more.
     *
     * @default 120
     */
    terminationGracePeriodSeconds?: number;
    /**
     * File that takes a pod out of the Service when it is there.
     *
     * @default "/tmp/codex-pooler-draining"
     */
    drainMarkerPath?: string;
    /**
     * When a starting container has failed.
     */
    startupProbe?: {
      /**
       * Whether there is one.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * Path that is asked.
       *
       * @default "/healthz"
       */
      path?: string;
      /**
       * Seconds before the first probe.
       *
       * @default 5
       */
      initialDelaySeconds?: number;
      /**
       * Seconds between two probes.
       *
       * @default 5
       */
      periodSeconds?: number;
      /**
       * Failures in a row that count.
       *
       * @default 12
       */
      failureThreshold?: number;
      /**
       * Seconds until a probe fails.
       *
       * @default 2
       */
      timeoutSeconds?: number;
    };
    /**
     * What a pod does before it ends.
     */
    lifecycle?: {
      /**
       * It stops taking new sessions and lets the running ones end.
       */
      preStop?: {
        /**
         * Whether it does.
         *
         * @default true
         */
        enabled?: boolean;
        /**
         * Seconds that sessions have to end.
         *
         * @default 85
         */
        drainTimeoutSeconds?: number;
        /**
         * Seconds after that, in which the last requests arrive.
         *
         * @default 10
         */
        sleepSeconds?: number;
      };
    };
    /**
     * Pods that stay when nodes are drained. A single replica may always be evicted, or its node could not be drained.
     */
    podDisruptionBudget?: {
      /**
       * Whether there is one.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * Pods that stay, as a number or per cent, which is rounded up; fewer than replicaCount, unless that is 1.
       *
       * @default 1
       */
      minAvailable?: number | string;
    };
    /**
     * The Service in front of the app.
     */
    service?: {
      /**
       * Type of the Service.
       *
       * @default "ClusterIP"
       */
      type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
      /**
       * Port of the Service.
       *
       * @default 4000
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
       * Whether a client stays with its pod.
       *
       * @default "None"
       */
      sessionAffinity?: 'None' | 'ClientIP';
      /**
       * Only with ClientIP.
       */
      sessionAffinityConfig?: {
        /**
         * For how long.
         */
        clientIP?: {
          /**
           * Seconds after the last connection.
           */
          timeoutSeconds: number;
        };
      };
    };
    /**
     * Requests and limits of the container.
     *
     * @default {"requests":{"cpu":"100m","memory":"512Mi"},"limits":{"memory":"2Gi"}}
     */
    resources?: {
      [k: string]: {
        [k: string]: string | number;
      };
    };
    /**
     * Annotations of its pods, over podAnnotations for all roles.
     *
     * @default {}
     */
    podAnnotations?: {
      [k: string]: string;
    };
    /**
     * Labels that a node must have.
     *
     * @default {}
     */
    nodeSelector?: {
      [k: string]: string;
    };
    /**
     * Taints that its pods tolerate.
     *
     * @default []
     */
    tolerations?: {
      [k: string]: unknown;
    }[];
    /**
     * Affinity of its pods.
     *
     * @default {}
     */
    affinity?: {
      [k: string]: unknown;
    };
  };
  /**
   * Background jobs.
   */
  oban?: {
    /**
     * The role that runs jobs.
     */
    worker?: {
      /**
       * Whether there is this role.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * Number of pods.
       *
       * @default 1
       */
      replicaCount?: number;
      /**
       * How pods are replaced, as a rolling update.
       */
      strategy?: {
        /**
         * Pods that may be missing meanwhile, as a number or per cent.
         *
         * @default 0
         */
        maxUnavailable?: number | string;
        /**
         * Pods that may be there beside them meanwhile, as a number or per cent.
         *
         * @default 1
         */
        maxSurge?: number | string;
      };
      /**
       * Seconds that a pod has to end; jobs get config.obanShutdownGracePeriodMs of them.
       *
       * @default 75
       */
      terminationGracePeriodSeconds?: number;
      /**
       * Requests and limits of the container.
       */
      resources?: {
        [k: string]: {
          [k: string]: string | number;
        };
      };
      /**
       * Annotations of its pods, over podAnnotations for all roles.
       *
       * @default {}
       */
      podAnnotations?: {
        [k: string]: string;
      };
      /**
       * Labels that a node must have.
       *
       * @default {}
       */
      nodeSelector?: {
        [k: string]: string;
      };
      /**
       * Taints that its pods tolerate.
       *
       * @default []
       */
      tolerations?: {
        [k: string]: unknown;
      }[];
      /**
       * Affinity of its pods.
       *
       * @default {}
       */
      affinity?: {
        [k: string]: unknown;
      };
    };
    /**
     * The role that enqueues periodic jobs and cleans up; one pod is enough.
     */
    scheduler?: {
      /**
       * Whether there is this role.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * Number of pods.
       *
       * @default 1
       */
      replicaCount?: number;
      /**
       * How pods are replaced, as a rolling update.
       */
      strategy?: {
        /**
         * Pods that may be missing meanwhile, as a number or per cent.
         *
         * @default 0
         */
        maxUnavailable?: number | string;
        /**
         * Pods that may be there beside them meanwhile, as a number or per cent.
         *
         * @default 1
         */
        maxSurge?: number | string;
      };
      /**
       * Seconds that a pod has to end; jobs get config.obanShutdownGracePeriodMs of them.
       *
       * @default 75
       */
      terminationGracePeriodSeconds?: number;
      /**
       * Requests and limits of the container.
       */
      resources?: {
        [k: string]: {
          [k: string]: string | number;
        };
      };
      /**
       * Annotations of its pods, over podAnnotations for all roles.
       *
       * @default {}
       */
      podAnnotations?: {
        [k: string]: string;
      };
      /**
       * Labels that a node must have.
       *
       * @default {}
       */
      nodeSelector?: {
        [k: string]: string;
      };
      /**
       * Taints that its pods tolerate.
       *
       * @default []
       */
      tolerations?: {
        [k: string]: unknown;
      }[];
      /**
       * Affinity of its pods.
       *
       * @default {}
       */
      affinity?: {
        [k: string]: unknown;
      };
    };
  };
  /**
   * The Job that migrates the database before each installation and upgrade.
   */
  migrations?: {
    /**
     * Whether there is the Job; without it, migrate before you install or upgrade.
     *
     * @default true
     */
    enabled?: boolean;
    /**
     * Seconds after which a Job that has not ended has failed. Helm's own --timeout applies as well.
     *
     * @default 3600
     */
    activeDeadlineSeconds?: number;
    /**
     * Seconds after which a Job that has ended or failed is deleted.
     *
     * @default 300
     */
    ttlSecondsAfterFinished?: number;
    /**
     * Requests and limits of its container.
     */
    resources?: {
      [k: string]: {
        [k: string]: string | number;
      };
    };
  };
  /**
   * An Ingress to the app.
   */
  ingress?: {
    /**
     * Whether there is one; not without the app.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Its class; empty takes the cluster's default.
     *
     * @default ""
     */
    className?: string;
    /**
     * Annotations of the Ingress.
     *
     * @default {}
     */
    annotations?: {
      [k: string]: string;
    };
    /**
     * Hosts and their paths. config.host must be one of them.
     *
     * @default [{"host":"codex-pooler.example.com","paths":[{"path":"/","pathType":"Prefix"}]}]
     */
    hosts?: {
      /**
       * Name of the host.
       */
      host: string;
      /**
       * Paths that go to the app.
       *
       * @minItems 1
       */
      paths: {
        /**
         * The path, from a slash on.
         */
        path: string;
        /**
         * How it is matched; Prefix when absent.
         */
        pathType?: 'ImplementationSpecific' | 'Exact' | 'Prefix';
      }[];
    }[];
    /**
     * Certificates.
     *
     * @default []
     */
    tls?: {
      /**
       * Secret that has the certificate; without it, the Ingress controller takes its default one.
       */
      secretName?: string;
      /**
       * Hosts that it is for.
       */
      hosts?: string[];
    }[];
  };
  /**
   * Metrics, which the app alone has.
   */
  monitoring?: {
    /**
     * A ServiceMonitor of the Prometheus operator.
     */
    serviceMonitor?: {
      /**
       * Whether there is one; not without the app.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * Further labels, by which Prometheus finds it.
       *
       * @default {}
       */
      labels?: {
        [k: string]: string;
      };
      /**
       * Annotations of the ServiceMonitor.
       *
       * @default {}
       */
      annotations?: {
        [k: string]: string;
      };
      /**
       * Time between two scrapes.
       *
       * @default "30s"
       */
      interval?: string;
      /**
       * Time until a scrape fails.
       *
       * @default "10s"
       */
      scrapeTimeout?: string;
      /**
       * Path of the metrics.
       *
       * @default "/metrics"
       */
      path?: string;
      /**
       * Scheme of the request.
       *
       * @default "http"
       */
      scheme?: 'http' | 'https';
      /**
       * Secret with a bearer token; both or none.
       */
      bearerTokenSecret?: {
        /**
         * Name of the Secret.
         *
         * @default ""
         */
        name?: string;
        /**
         * Key in it.
         *
         * @default ""
         */
        key?: string;
      };
      /**
       * Changes of samples.
       *
       * @default []
       */
      metricRelabelings?: {
        [k: string]: unknown;
      }[];
      /**
       * Changes of targets.
       *
       * @default []
       */
      relabelings?: {
        [k: string]: unknown;
      }[];
    };
  };
}
