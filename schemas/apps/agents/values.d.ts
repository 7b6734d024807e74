// Generated from values.schema.json by `twinhull generate`: change the schema instead.

export interface AgentsValues {
  /**
   * What a parent chart passes to all its charts; not used here.
   */
  global?: {
    [k: string]: unknown;
  };
  /**
   * Name of the application in labels, instead of that of the chart.
   *
   * @default ""
   */
  nameOverride?: string;
  /**
   * Beginning of the names of all objects, instead of one made of the release and the chart.
   *
   * @default ""
   */
  fullnameOverride?: string;
  /**
   * Namespace of all objects, instead of that of the release.
   *
   * @default ""
   */
  namespaceOverride?: string;
  /**
   * What the names of the image's variables begin with: JANGAR_ in images called jangar, AGENTS_ in those called agents, which also choose a leader among their pods.
   *
   * @default "JANGAR_"
   */
  envPrefix?: 'JANGAR_' | 'AGENTS_';
  /**
   * The image of both roles, unless one has its own.
   */
  image?: {
    /**
     * Where it is.
     *
     * @default "ghcr.io/proompteng/jangar"
     */
    repository?: string;
    /**
     * Its tag; empty takes the chart's appVersion.
     *
     * @default ""
     */
    tag?: string;
    /**
     * Digest that pins it, beside the tag.
     *
     * @default ""
     */
    digest?: string;
    /**
     * When it is pulled; empty leaves it to Kubernetes.
     *
     * @default ""
     */
    pullPolicy?: '' | 'Always' | 'IfNotPresent' | 'Never';
    /**
     * Secrets for its registry.
     *
     * @default []
     */
    pullSecrets?: {
      /**
       * Name of the Secret.
       */
      name: string;
    }[];
  };
  /**
   * Pods of the control plane, unless controlPlane.replicaCount says otherwise.
   *
   * @default 1
   */
  replicaCount?: number;
  /**
   * Requests and limits of both roles, unless one has its own.
   *
   * @default {"requests":{"cpu":"100m","memory":"256Mi"}}
   */
  resources?: {
    [k: string]: {
      [k: string]: string;
    };
  };
  /**
   * How pods are replaced.
   */
  strategy?: {
    /**
     * Recreate, or RollingUpdate, which stops an old pod only when a new one is ready.
     *
     * @default "RollingUpdate"
     */
    type?: 'Recreate' | 'RollingUpdate';
  };
  /**
   * Seconds that a pod has to end.
   *
   * @default 30
   */
  terminationGracePeriodSeconds?: number;
  /**
   * The control plane: the API, gRPC and the migrations; without controllers.enabled also all that the controllers do.
   */
  controlPlane?: {
    /**
     * Its pods; absent takes the top-level replicaCount.
     */
    replicaCount?: number;
    /**
     * The image of the control plane, where it is another one.
     */
    image?: {
      /**
       * Where it is; empty takes that of image.
       *
       * @default ""
       */
      repository?: string;
      /**
       * Its tag; empty takes that of image.
       *
       * @default ""
       */
      tag?: string;
      /**
       * Its digest; empty takes that of image, unless repository or tag say that it is another image.
       *
       * @default ""
       */
      digest?: string;
      /**
       * When it is pulled; empty takes that of image.
       *
       * @default ""
       */
      pullPolicy?: '' | 'Always' | 'IfNotPresent' | 'Never';
      /**
       * Secrets for its registry; empty takes those of image.
       *
       * @default []
       */
      pullSecrets?: {
        /**
         * Name of the Secret.
         */
        name: string;
      }[];
    };
    /**
     * Its requests and limits; empty takes the top-level resources, else replaces them as a whole.
     *
     * @default {}
     */
    resources?: {
      [k: string]: {
        [k: string]: string;
      };
    };
    /**
     * Its environment.
     */
    env?: {
      /**
       * Variables of the control plane alone; they replace those of the top-level env. environment.md lists what comes after them.
       *
       * @default {}
       */
      vars?: {
        [k: string]: string;
      };
    };
  };
  /**
   * The controllers as a Deployment of their own. They never migrate the database.
   */
  controllers?: {
    /**
     * Whether they run apart from the control plane.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Their pods.
     *
     * @default 1
     */
    replicaCount?: number;
    /**
     * The image of the controllers, where it is another one.
     */
    image?: {
      /**
       * Where it is; empty takes that of image.
       *
       * @default ""
       */
      repository?: string;
      /**
       * Its tag; empty takes that of image.
       *
       * @default ""
       */
      tag?: string;
      /**
       * Its digest; empty takes that of image, unless repository or tag say that it is another image.
       *
       * @default ""
       */
      digest?: string;
      /**
       * When it is pulled; empty takes that of image.
       *
       * @default ""
       */
      pullPolicy?: '' | 'Always' | 'IfNotPresent' | 'Never';
      /**
       * Secrets for its registry; empty takes those of image.
       *
       * @default []
       */
      pullSecrets?: {
        /**
         * Name of the Secret.
         */
        name: string;
      }[];
    };
    /**
     * Their requests and limits; empty takes the top-level resources, else replaces them as a whole.
     *
     * @default {}
     */
    resources?: {
      [k: string]: {
        [k: string]: string;
      };
    };
    /**
     * Its environment.
     */
    env?: {
      /**
       * Variables of the controllers alone; they replace those of the top-level env. environment.md lists what comes after them.
       *
       * @default {}
       */
      vars?: {
        [k: string]: string;
      };
    };
    /**
     * The container that starts first: it ends the start where the mode is not skip, and waits until the control plane answers. On an upgrade that may be an old one.
     */
    gate?: {
      /**
       * Whether it waits for the control plane; the mode is looked at either way.
       *
       * @default true
       */
      wait?: boolean;
      /**
       * Path of the control plane that is asked, with a query if it has one; empty takes that of probes.readiness, which does not need the database.
       *
       * @default ""
       */
      path?: string;
      /**
       * Its image, which needs sh, and wget to wait.
       *
       * @default "docker.io/library/busybox:1.37.0"
       */
      image?: string;
      /**
       * Seconds between two looks at the control plane.
       *
       * @default 5
       */
      periodSeconds?: number;
      /**
       * Its requests and limits.
       */
      resources?: {
        [k: string]: {
          [k: string]: string;
        };
      };
      /**
       * Its security context; containerSecurityContext is not for it. The image runs as any user.
       */
      securityContext?: {
        [k: string]: unknown;
      };
    };
    /**
     * A HorizontalPodAutoscaler of the controllers.
     */
    autoscaling?: {
      /**
       * Whether there is one; it then decides about the replicas.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * Least number of pods.
       *
       * @default 1
       */
      minReplicas?: number;
      /**
       * Greatest number of pods.
       *
       * @default 3
       */
      maxReplicas?: number;
      /**
       * Use of the requested processors to aim at, in percent; 0 does not look at it.
       *
       * @default 80
       */
      targetCPUUtilizationPercentage?: number;
      /**
       * Use of the requested memory to aim at, in percent; 0 does not look at it.
       *
       * @default 0
       */
      targetMemoryUtilizationPercentage?: number;
    };
    /**
     * A PodDisruptionBudget of the controllers.
     */
    podDisruptionBudget?: {
      /**
       * Whether there is one.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * Pods that must stay, as a number or in percent; empty looks at maxUnavailable. One pod alone may always go, or its node could never be drained.
       *
       * @default ""
       */
      minAvailable?: string | number;
      /**
       * Pods that may be away, as a number or in percent; 1 when minAvailable is empty too.
       *
       * @default ""
       */
      maxUnavailable?: string | number;
    };
  };
  /**
   * The migrations of the database, which are the control plane's. The controllers always skip them.
   */
  migrations?: {
    /**
     * Whether the control plane migrates when it first opens the database: auto lets it, skip is for emergencies, and for those who migrate otherwise. No variable of env, controlPlane.env.vars, a Secret or a ConfigMap changes it.
     *
     * @default "auto"
     */
    mode?: 'auto' | 'skip';
    /**
     * What happens to values that would have the controllers migrate, or that may, because they are in a Secret or a ConfigMap: enforce refuses them, warn tells of them in NOTES.txt. The controllers skip either way.
     *
     * @default "enforce"
     */
    validation?: 'enforce' | 'warn';
    /**
     * A Job that migrates before each installation and upgrade, instead of the control plane, whose mode must be skip. It is for images with a command that migrates and ends, which those of today do not have. It needs a namespace, a database and a Secret that are there already.
     */
    job?: {
      /**
       * Whether there is such a Job.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * The command, in the image of the control plane.
       *
       * @default []
       */
      command?: string[];
      /**
       * After so many seconds the Job has failed.
       *
       * @default 600
       */
      activeDeadlineSeconds?: number;
    };
  };
  /**
   * The Postgres database. Name a Secret, or give the URL, or leave DATABASE_URL to env or envFromSecretRefs.
   */
  database?: {
    /**
     * Its URL, for a Secret that the chart makes: see createSecret.
     *
     * @default ""
     */
    url?: string;
    /**
     * A Secret with the URL.
     */
    secretRef?: {
      /**
       * Name of the Secret; empty takes none.
       *
       * @default ""
       */
      name?: string;
      /**
       * Its key.
       *
       * @default "url"
       */
      key?: string;
    };
    /**
     * A Secret with url.
     */
    createSecret?: {
      /**
       * Whether it is made; then url is needed.
       *
       * @default false
       */
      enabled?: boolean;
    };
    /**
     * A Secret with the certificate of the database's authority; it is mounted.
     */
    caSecret?: {
      /**
       * Name of the Secret; empty takes none.
       *
       * @default ""
       */
      name?: string;
      /**
       * Its key.
       *
       * @default "ca.crt"
       */
      key?: string;
    };
  };
  /**
   * The environment of both roles. A later one of vars, secrets, config and extra replaces an earlier one.
   */
  env?: {
    /**
     * Variables by name.
     *
     * @default {"NODE_ENV":"production"}
     */
    vars?: {
      [k: string]: string;
    };
    /**
     * Variables whose values are in Secrets.
     *
     * @default []
     */
    secrets?: {
      /**
       * Name of the variable.
       */
      name: string;
      /**
       * Name of the Secret.
       */
      secretName: string;
      /**
       * Its key; absent takes value.
       */
      key?: string;
    }[];
    /**
     * Variables whose values are in ConfigMaps.
     *
     * @default []
     */
    config?: {
      /**
       * Name of the variable.
       */
      name: string;
      /**
       * Name of the ConfigMap.
       */
      configMapName: string;
      /**
       * Its key; absent takes the name of the variable.
       */
      key?: string;
    }[];
    /**
     * Further variables, by name and value.
     *
     * @default []
     */
    extra?: {
      /**
       * Name of the variable.
       */
      name: string;
      /**
       * Its value.
       */
      value: string;
    }[];
  };
  /**
   * Secrets whose keys become variables that nothing else sets.
   *
   * @default []
   */
  envFromSecretRefs?: string[];
  /**
   * ConfigMaps whose keys become variables that nothing else sets.
   *
   * @default []
   */
  envFromConfigMapRefs?: string[];
  /**
   * The ServiceAccount of both roles.
   */
  serviceAccount?: {
    /**
     * Whether to create it.
     *
     * @default true
     */
    create?: boolean;
    /**
     * Its name; empty takes one made of the release, or default when none is created.
     *
     * @default ""
     */
    name?: string;
    /**
     * Annotations of it.
     *
     * @default {}
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * What the ServiceAccount may do.
   */
  rbac?: {
    /**
     * Whether to create the roles and bindings.
     *
     * @default true
     */
    create?: boolean;
    /**
     * Whether it holds in all namespaces.
     *
     * @default false
     */
    clusterScoped?: boolean;
    /**
     * Further rules.
     *
     * @default []
     */
    extraRules?: {
      [k: string]: unknown;
    }[];
  };
  /**
   * A ServiceAccount for the pods of agent runs.
   */
  runnerServiceAccount?: {
    /**
     * Whether to create it.
     *
     * @default false
     */
    create?: boolean;
    /**
     * Its name; empty takes one made of the release. One that is not created has to be there.
     *
     * @default ""
     */
    name?: string;
    /**
     * Whether runs that name none take it.
     *
     * @default true
     */
    setAsDefault?: boolean;
    /**
     * Annotations of it.
     *
     * @default {}
     */
    annotations?: {
      [k: string]: string;
    };
    /**
     * What it may do.
     */
    rbac?: {
      /**
       * Whether it may read pods, their logs, ConfigMaps and events.
       *
       * @default false
       */
      create?: boolean;
      /**
       * Further rules.
       *
       * @default []
       */
      extraRules?: {
        [k: string]: unknown;
      }[];
    };
  };
  /**
   * Where the API of Kubernetes is, when not where pods are told.
   */
  kubernetesApi?: {
    /**
     * Its host; empty leaves both to Kubernetes.
     *
     * @default ""
     */
    host?: string;
    /**
     * Its port.
     *
     * @default 443
     */
    port?: number;
  };
  /**
   * The controller of agent runs.
   */
  controller?: {
    /**
     * Whether it runs.
     *
     * @default true
     */
    enabled?: boolean;
    /**
     * Namespaces that it looks after; empty takes that of its objects. Several, or * for all, need rbac.clusterScoped.
     *
     * @default []
     */
    namespaces?: string[];
    /**
     * Seconds that a finished Job of a run stays.
     *
     * @default 600
     */
    jobTtlSeconds?: number;
    /**
     * Seconds that logs of runs are kept.
     *
     * @default 604800
     */
    logRetentionSeconds?: number;
    /**
     * Seconds that finished runs are kept; 0 keeps them for good.
     *
     * @default 2592000
     */
    agentRunRetentionSeconds?: number;
    /**
     * Runs at the same time.
     */
    concurrency?: {
      /**
       * In one namespace.
       *
       * @default 10
       */
      perNamespace?: number;
      /**
       * Of one agent.
       *
       * @default 5
       */
      perAgent?: number;
      /**
       * Altogether.
       *
       * @default 100
       */
      cluster?: number;
    };
    /**
     * Runs at the same time for one repository.
     */
    repoConcurrency?: {
      /**
       * Whether it is limited.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * For repositories that overrides does not name.
       *
       * @default 0
       */
      default?: number;
      /**
       * By repository.
       *
       * @default {}
       */
      overrides?: {
        [k: string]: number;
      };
    };
    /**
     * Runs that may wait.
     */
    queue?: {
      /**
       * In one namespace.
       *
       * @default 200
       */
      perNamespace?: number;
      /**
       * For one repository.
       *
       * @default 50
       */
      perRepo?: number;
      /**
       * Altogether.
       *
       * @default 1000
       */
      cluster?: number;
    };
    /**
     * Runs that may start within a window of time.
     */
    rate?: {
      /**
       * Seconds of the window.
       *
       * @default 60
       */
      windowSeconds?: number;
      /**
       * In one namespace.
       *
       * @default 120
       */
      perNamespace?: number;
      /**
       * For one repository.
       *
       * @default 30
       */
      perRepo?: number;
      /**
       * Altogether.
       *
       * @default 600
       */
      cluster?: number;
    };
    /**
     * Webhooks of implementation sources.
     */
    webhook?: {
      /**
       * Deliveries that may wait.
       *
       * @default 1000
       */
      queueSize?: number;
      /**
       * What happens to failed ones.
       */
      retry?: {
        /**
         * Seconds before the first retry.
         *
         * @default 1
         */
        baseDelaySeconds?: number;
        /**
         * Most seconds between two.
         *
         * @default 60
         */
        maxDelaySeconds?: number;
        /**
         * Attempts altogether.
         *
         * @default 5
         */
        maxAttempts?: number;
      };
    };
    /**
     * Pods of runs that say nothing else.
     */
    defaultWorkload?: {
      /**
       * Their ServiceAccount; empty takes runnerServiceAccount, if it is the default.
       *
       * @default ""
       */
      serviceAccountName?: string;
      /**
       * Labels that a node must have.
       *
       * @default {}
       */
      nodeSelector?: {
        [k: string]: string;
      };
      /**
       * Taints that they tolerate.
       *
       * @default []
       */
      tolerations?: {
        [k: string]: unknown;
      }[];
      /**
       * How they are spread.
       *
       * @default []
       */
      topologySpreadConstraints?: {
        [k: string]: unknown;
      }[];
      /**
       * Their affinity.
       *
       * @default {}
       */
      affinity?: {
        [k: string]: unknown;
      };
      /**
       * Their security context.
       *
       * @default {}
       */
      podSecurityContext?: {
        [k: string]: unknown;
      };
      /**
       * Secrets for registries.
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
       * Their priority.
       *
       * @default ""
       */
      priorityClassName?: string;
      /**
       * Their scheduler.
       *
       * @default ""
       */
      schedulerName?: string;
    };
    /**
     * Which runs are admitted.
     */
    admissionPolicy?: {
      /**
       * By labels.
       */
      labels?: {
        /**
         * Labels that a run must have.
         *
         * @default []
         */
        required?: string[];
        /**
         * Labels that it may have.
         *
         * @default []
         */
        allowed?: string[];
        /**
         * Labels that it must not have.
         *
         * @default []
         */
        denied?: string[];
      };
      /**
       * By images.
       */
      images?: {
        /**
         * Patterns of images that may run.
         *
         * @default []
         */
        allowed?: string[];
        /**
         * Patterns of images that must not.
         *
         * @default []
         */
        denied?: string[];
      };
      /**
       * By Secrets.
       */
      secrets?: {
        /**
         * Secrets that no run may use.
         *
         * @default []
         */
        blocked?: string[];
      };
    };
    /**
     * Access to version control.
     */
    vcsProviders?: {
      /**
       * Whether VersionControlProviders are used.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * Kinds of tokens that are warned of, by provider.
       *
       * @default {"github":["pat"]}
       */
      deprecatedTokenTypes?: {
        [k: string]: ('pat' | 'fine_grained' | 'api_token' | 'access_token')[];
      };
      /**
       * Limits for pull requests, by provider.
       *
       * @default {}
       */
      prRateLimits?: {
        [k: string]: unknown;
      };
    };
    /**
     * A Secret with credentials for runs.
     */
    authSecret?: {
      /**
       * Its name; empty takes none.
       *
       * @default ""
       */
      name?: string;
      /**
       * Its key.
       *
       * @default "auth.json"
       */
      key?: string;
      /**
       * Where runs find it.
       *
       * @default "/root/.codex"
       */
      mountPath?: string;
    };
  };
  /**
   * The orchestration controller.
   */
  orchestrationController?: {
    /**
     * Whether it runs.
     *
     * @default true
     */
    enabled?: boolean;
    /**
     * Namespaces that it looks after; empty takes that of its objects. Several, or * for all, need rbac.clusterScoped.
     *
     * @default []
     */
    namespaces?: string[];
  };
  /**
   * The supporting controller.
   */
  supportingController?: {
    /**
     * Whether it runs.
     *
     * @default true
     */
    enabled?: boolean;
    /**
     * Namespaces that it looks after; empty takes that of its objects. Several, or * for all, need rbac.clusterScoped.
     *
     * @default []
     */
    namespaces?: string[];
  };
  /**
   * Orchestrations that the native runtime starts.
   */
  workflowRuntime?: {
    /**
     * By purpose.
     */
    native?: {
      /**
       * For reruns.
       *
       * @default ""
       */
      rerunOrchestration?: string;
      /**
       * Its namespace.
       *
       * @default ""
       */
      rerunOrchestrationNamespace?: string;
      /**
       * For improvements of the system.
       *
       * @default ""
       */
      systemImprovementOrchestration?: string;
      /**
       * Its namespace.
       *
       * @default ""
       */
      systemImprovementOrchestrationNamespace?: string;
    };
  };
  /**
   * Images and accounts of what the controllers start; only images with the prefix JANGAR_ read them.
   */
  runtime?: {
    /**
     * Image of runners, when runner.image names none.
     *
     * @default ""
     */
    agentRunnerImage?: string;
    /**
     * Image of agents.
     *
     * @default ""
     */
    agentImage?: string;
    /**
     * Image of scheduled runs.
     *
     * @default ""
     */
    scheduleRunnerImage?: string;
    /**
     * ServiceAccount of scheduled runs.
     *
     * @default ""
     */
    scheduleServiceAccount?: string;
  };
  /**
   * Pods of agent runs.
   */
  runner?: {
    /**
     * Their image.
     */
    image?: {
      /**
       * Where it is; empty leaves it to runtime.agentRunnerImage.
       *
       * @default ""
       */
      repository?: string;
      /**
       * Its tag; a repository needs a tag or a digest.
       *
       * @default ""
       */
      tag?: string;
      /**
       * Its digest.
       *
       * @default ""
       */
      digest?: string;
    };
  };
  /**
   * The Service of the control plane.
   */
  service?: {
    /**
     * Its type.
     *
     * @default "ClusterIP"
     */
    type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
    /**
     * Its port.
     *
     * @default 80
     */
    port?: number;
    /**
     * Annotations of it.
     *
     * @default {}
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * gRPC of the control plane.
   */
  grpc?: {
    /**
     * Whether it is served.
     *
     * @default true
     */
    enabled?: boolean;
    /**
     * Port of the container.
     *
     * @default 50051
     */
    port?: number;
    /**
     * Port of the Service.
     *
     * @default 50051
     */
    servicePort?: number;
    /**
     * Type of the Service.
     *
     * @default "ClusterIP"
     */
    serviceType?: 'ClusterIP';
    /**
     * Annotations of the Service.
     *
     * @default {}
     */
    annotations?: {
      [k: string]: string;
    };
  };
  /**
   * Messages of agents over NATS.
   */
  agentComms?: {
    /**
     * Whether they are listened to.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * What is listened to.
     *
     * @default []
     */
    subjects?: string[];
    /**
     * The server.
     */
    nats?: {
      /**
       * Where it is.
       *
       * @default "nats://nats.nats.svc.cluster.local:4222"
       */
      url?: string;
      /**
       * User name, as it is.
       *
       * @default ""
       */
      user?: string;
      /**
       * A Secret with the user name, instead of user.
       */
      userSecret?: {
        /**
         * Name of the Secret; empty takes none.
         *
         * @default ""
         */
        name?: string;
        /**
         * Its key.
         *
         * @default "username"
         */
        key?: string;
      };
      /**
       * A Secret with the password.
       */
      passwordSecret?: {
        /**
         * Name of the Secret; empty takes none.
         *
         * @default ""
         */
        name?: string;
        /**
         * Its key.
         *
         * @default "password"
         */
        key?: string;
      };
    };
  };
  /**
   * Metrics for Prometheus.
   */
  metrics?: {
    /**
     * Whether both roles give them.
     *
     * @default true
     */
    enabled?: boolean;
    /**
     * Where they are.
     *
     * @default "/metrics"
     */
    path?: string;
    /**
     * A Service for each role.
     */
    service?: {
      /**
       * Whether there are any.
       *
       * @default true
       */
      enabled?: boolean;
      /**
       * Its port.
       *
       * @default 9090
       */
      port?: number;
      /**
       * Annotations of it.
       *
       * @default {}
       */
      annotations?: {
        [k: string]: string;
      };
    };
    /**
     * A ServiceMonitor for both; it needs the Services.
     */
    serviceMonitor?: {
      /**
       * Whether there is one.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * Time between two looks.
       *
       * @default "30s"
       */
      interval?: string;
      /**
       * Labels by which Prometheus finds it.
       *
       * @default {}
       */
      labels?: {
        [k: string]: string;
      };
    };
    /**
     * A ConfigMap with a dashboard of Grafana.
     */
    dashboard?: {
      /**
       * Whether there is one.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * Labels by which Grafana finds it.
       *
       * @default {"grafana_dashboard":"1"}
       */
      labels?: {
        [k: string]: string;
      };
    };
  };
  /**
   * Times of the probes.
   */
  probes?: {
    /**
     * When a container is restarted.
     */
    liveness?: {
      /**
       * Path that is asked.
       *
       * @default "/health"
       */
      path?: string;
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
       * Seconds until a probe fails.
       *
       * @default 2
       */
      timeoutSeconds?: number;
      /**
       * Failures in a row that count.
       *
       * @default 6
       */
      failureThreshold?: number;
    };
    /**
     * When a pod gets traffic. The gate of the controllers asks the same path, unless it has one of its own.
     */
    readiness?: {
      /**
       * Path that is asked.
       *
       * @default "/health"
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
       * @default 10
       */
      periodSeconds?: number;
      /**
       * Seconds until a probe fails.
       *
       * @default 2
       */
      timeoutSeconds?: number;
      /**
       * Failures in a row that count.
       *
       * @default 6
       */
      failureThreshold?: number;
    };
    /**
     * When the others begin.
     */
    startup?: {
      /**
       * Whether there is one.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * Path that is asked.
       *
       * @default "/health"
       */
      path?: string;
      /**
       * Seconds before the first probe.
       *
       * @default 10
       */
      initialDelaySeconds?: number;
      /**
       * Seconds between two probes.
       *
       * @default 5
       */
      periodSeconds?: number;
      /**
       * Seconds until a probe fails.
       *
       * @default 2
       */
      timeoutSeconds?: number;
      /**
       * Failures in a row that count.
       *
       * @default 30
       */
      failureThreshold?: number;
    };
  };
  /**
   * A HorizontalPodAutoscaler of the control plane.
   */
  autoscaling?: {
    /**
     * Whether there is one; it then decides about the replicas.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Least number of pods.
     *
     * @default 1
     */
    minReplicas?: number;
    /**
     * Greatest number of pods.
     *
     * @default 3
     */
    maxReplicas?: number;
    /**
     * Use of the requested processors to aim at, in percent; 0 does not look at it.
     *
     * @default 80
     */
    targetCPUUtilizationPercentage?: number;
    /**
     * Use of the requested memory to aim at, in percent; 0 does not look at it.
     *
     * @default 0
     */
    targetMemoryUtilizationPercentage?: number;
  };
  /**
   * A PodDisruptionBudget of the control plane.
   */
  podDisruptionBudget?: {
    /**
     * Whether there is one.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Pods that must stay, as a number or in percent; empty looks at maxUnavailable. One pod alone may always go, or its node could never be drained.
     *
     * @default ""
     */
    minAvailable?: string | number;
    /**
     * Pods that may be away, as a number or in percent; 1 when minAvailable is empty too.
     *
     * @default ""
     */
    maxUnavailable?: string | number;
  };
  /**
   * A NetworkPolicy for each role.
   */
  networkPolicy?: {
    /**
     * Whether there are any.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Who reaches them: the control plane at its ports, the controllers at that of the metrics.
     */
    ingress?: {
      /**
       * Peers; empty lets all in.
       *
       * @default []
       */
      from?: {
        [k: string]: unknown;
      }[];
      /**
       * Further rules.
       *
       * @default []
       */
      extraRules?: {
        [k: string]: unknown;
      }[];
    };
    /**
     * What they reach.
     */
    egress?: {
      /**
       * Whether it is limited, to name servers, the control plane, ports and extraRules.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * TCP ports that they reach anywhere: the API of Kubernetes, the database, NATS.
       *
       * @default [443,4222,5432,6443]
       */
      ports?: number[];
      /**
       * Further rules.
       *
       * @default []
       */
      extraRules?: {
        [k: string]: unknown;
      }[];
    };
  };
  /**
   * A ResourceQuota of the namespace.
   */
  resourceQuota?: {
    /**
     * Whether there is one.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Its limits.
     *
     * @default {}
     */
    hard?: {
      [k: string]: string;
    };
  };
  /**
   * A LimitRange of the namespace.
   */
  limitRange?: {
    /**
     * Whether there is one.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Its limits.
     *
     * @default []
     */
    limits?: {
      [k: string]: unknown;
    }[];
  };
  /**
   * The namespace that namespaceOverride names, as an object with a level of pod security.
   */
  podSecurityAdmission?: {
    /**
     * Whether it is made. That of the release is made by helm --create-namespace, or before.
     *
     * @default false
     */
    createNamespace?: boolean;
    /**
     * What pods may do. Under restricted they need securityContext and containerSecurityContext.
     *
     * @default "baseline"
     */
    level?: 'privileged' | 'baseline' | 'restricted';
  };
  /**
   * A VersionControlProvider.
   */
  versionControlProvider?: {
    /**
     * Whether there is one.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Its name.
     *
     * @default "github"
     */
    name?: string;
    /**
     * Its kind; needed.
     *
     * @default ""
     */
    provider?: string;
    /**
     * Further fields of its spec.
     *
     * @default {}
     */
    spec?: {
      [k: string]: unknown;
    };
  };
  /**
   * What Argo CD runs after it syncs. Helm takes it for ordinary objects.
   */
  argocdHooks?: {
    /**
     * Whether there are any.
     *
     * @default false
     */
    enabled?: boolean;
    /**
     * Image with kubectl.
     *
     * @default "registry.k8s.io/kubectl:v1.35.2"
     */
    image?: string;
    /**
     * Their ServiceAccount; empty takes that of both roles.
     *
     * @default ""
     */
    serviceAccountName?: string;
    /**
     * Seconds that a finished Job stays.
     *
     * @default 300
     */
    ttlSecondsAfterFinished?: number;
    /**
     * An agent run after each sync, and a Job that waits for it; Argo CD deletes those of the sync before.
     */
    smoke?: {
      /**
       * Whether there is one.
       *
       * @default false
       */
      enabled?: boolean;
      /**
       * spec of the AgentRun; needed.
       *
       * @default {}
       */
      spec?: {
        [k: string]: unknown;
      };
      /**
       * What kubectl wait waits for.
       *
       * @default "condition=Succeeded"
       */
      waitFor?: string;
      /**
       * Seconds until it has failed.
       *
       * @default 300
       */
      timeoutSeconds?: number;
    };
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
   * Annotations of the pods.
   *
   * @default {}
   */
  podAnnotations?: {
    [k: string]: string;
  };
  /**
   * Security context of the pods.
   *
   * @default {}
   */
  securityContext?: {
    [k: string]: unknown;
  };
  /**
   * Security context of the containers.
   *
   * @default {}
   */
  containerSecurityContext?: {
    [k: string]: unknown;
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
   * Affinity of the pods.
   *
   * @default {}
   */
  affinity?: {
    [k: string]: unknown;
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
   * Volumes of the pods.
   *
   * @default []
   */
  extraVolumes?: {
    [k: string]: unknown;
  }[];
  /**
   * Where the containers mount them.
   *
   * @default []
   */
  extraVolumeMounts?: {
    [k: string]: unknown;
  }[];
}
