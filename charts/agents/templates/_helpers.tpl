{{- define "agents.metadata" -}}
name: {{ include "agents.name" . | quote }}
namespace: {{ include "agents.namespace" . | quote }}
labels:
  {{- include "agents.commonLabels" . | nindent 2 }}
{{- end }}

{{- define "agents.name" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains (include "agents.appName" .) .Release.Name }}
{{- .Release.Name }}
{{- else }}
{{- .Release.Name }}-{{ include "agents.appName" . }}
{{- end }}
{{- end }}

{{- define "agents.appName" -}}
{{ .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{- define "agents.namespace" -}}
{{ .Values.namespaceOverride | default .Release.Namespace }}
{{- end }}

{{- define "agents.commonLabels" -}}
app.kubernetes.io/name: {{ include "agents.appName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | quote }}
{{- end }}

{{- define "agents.strategy" -}}
type: {{ .Values.strategy.type }}
{{- if eq .Values.strategy.type "RollingUpdate" }}
rollingUpdate:
  maxSurge: 1
  maxUnavailable: 0
{{- end }}
{{- end }}

{{- define "agents.selector" -}}
matchLabels:
  {{- include "agents.controlPlaneSelector" . | nindent 2 }}
{{- end }}

{{- define "agents.controlPlaneSelector" -}}
app.kubernetes.io/name: {{ include "agents.appName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "agents.hasAnnotations" -}}
{{- if or .Values.database.createSecret.enabled .Values.podAnnotations }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.annotations" -}}
{{- $annotations := include "agents.annotationsDefaults" . | fromYaml }}
{{- mustMergeOverwrite $annotations .Values.podAnnotations | toYaml }}
{{- end }}

{{/* Computed from the values; .Values.podAnnotations is merged over it. */}}
{{- define "agents.annotationsDefaults" -}}
{{- if .Values.database.createSecret.enabled }}
checksum/database: {{ .Values.database.url | sha256sum | quote }}
{{- else }}
{}
{{- end }}
{{- end }}

{{- define "agents.volumes" -}}
{{- with .Values.database.caSecret.name }}
- name: db-ca-cert
  secret:
    secretName: {{ . | quote }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "agents.serviceAccountName" -}}
{{- if .Values.serviceAccount.name }}
{{- .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create }}
{{- include "agents.name" . }}-sa
{{- else }}
{{- "default" }}
{{- end }}
{{- end }}

{{- define "agents.pullPolicy" -}}
{{ .Values.controlPlane.image.pullPolicy | default .Values.image.pullPolicy }}
{{- end }}

{{- define "agents.envFrom" -}}
{{- range .Values.envFromSecretRefs }}
- secretRef:
    name: {{ . | quote }}
{{- end }}
{{- range .Values.envFromConfigMapRefs }}
- configMapRef:
    name: {{ . | quote }}
{{- end }}
{{- end }}

{{- define "agents.volumeMounts" -}}
{{- if .Values.database.caSecret.name }}
- name: db-ca-cert
  mountPath: {{ include "agents.caFolder" . }}
  readOnly: true
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "agents.caFolder" -}}
{{- if eq .Values.envPrefix "JANGAR_" }}
  {{- "/etc/jangar/ca" }}
{{- else }}
  {{- "/etc/agents/ca" }}
{{- end }}
{{- end }}

{{- define "agents.controlPlaneImage" -}}
{{ .Values.controlPlane.image.repository | default .Values.image.repository }}:{{
    .Values.controlPlane.image.tag | default (include "agents.sharedTag" .) }}
{{- with include "agents.digest" . }}@{{ . }}{{ end }}
{{- end }}

{{- define "agents.sharedTag" -}}
{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "agents.digest" -}}
{{- if .Values.controlPlane.image.digest }}
{{- .Values.controlPlane.image.digest }}
{{- else if and (not .Values.controlPlane.image.repository) (not .Values.controlPlane.image.tag) }}
{{- .Values.image.digest }}
{{- else }}
{{- "" }}
{{- end }}
{{- end }}

{{- define "agents.variables" -}}
{{- $controllerPrefix := include "agents.controllerPrefix" . }}
{{- if include "agents.hasDatabase" . }}
DATABASE_URL:
  valueFrom:
    secretKeyRef:
      {{- if .Values.database.createSecret.enabled }}
      name: {{ printf "%s-db" (include "agents.name" .) | quote }}
      key: url
      {{- else }}
      name: {{ .Values.database.secretRef.name | quote }}
      key: {{ .Values.database.secretRef.key | quote }}
      {{- end }}
{{- end }}
{{- if .Values.database.caSecret.name }}
PGSSLROOTCERT: {{ printf "%s/%s" (include "agents.caFolder" .) .Values.database.caSecret.key
    | quote }}
{{- end }}
{{- with .Values.kubernetesApi.host }}
KUBERNETES_SERVICE_HOST: {{ . | quote }}
KUBERNETES_SERVICE_PORT: {{ $.Values.kubernetesApi.port | int64 }}
{{- end }}
{{- if .Values.agentComms.enabled }}
NATS_URL: {{ .Values.agentComms.nats.url | quote }}
{{- if or .Values.agentComms.nats.user .Values.agentComms.nats.userSecret.name }}
{{- with .Values.agentComms.nats.userSecret.name }}
NATS_USER:
  valueFrom:
    secretKeyRef:
      name: {{ . | quote }}
      key: {{ $.Values.agentComms.nats.userSecret.key | quote }}
{{- else }}
NATS_USER: {{ .Values.agentComms.nats.user | quote }}
{{- end }}
{{- end }}
{{- with .Values.agentComms.nats.passwordSecret.name }}
NATS_PASSWORD:
  valueFrom:
    secretKeyRef:
      name: {{ . | quote }}
      key: {{ $.Values.agentComms.nats.passwordSecret.key | quote }}
{{- end }}
{{- with .Values.agentComms.subjects }}
{{ $.Values.envPrefix }}AGENT_COMMS_SUBJECTS: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{ .Values.envPrefix }}AGENT_COMMS_SUBSCRIBER_DISABLED: {{ not .Values.agentComms.enabled }}
{{- with .Values.runtime.agentImage }}
{{ $.Values.envPrefix }}AGENT_IMAGE: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.affinity }}
{{ $.Values.envPrefix }}AGENT_RUNNER_AFFINITY: {{ . | toRawJson | quote }}
{{- end }}
{{- with include "agents.runnerImage" . }}
{{ $.Values.envPrefix }}AGENT_RUNNER_IMAGE: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.imagePullSecrets }}
{{ $.Values.envPrefix }}AGENT_RUNNER_IMAGE_PULL_SECRETS: {{ . | toRawJson | quote }}
{{- end }}
{{ .Values.envPrefix }}AGENT_RUNNER_JOB_TTL_SECONDS: {{ .Values.controller.jobTtlSeconds | int64 }}
{{ .Values.envPrefix }}AGENT_RUNNER_LOG_RETENTION_SECONDS: {{
    .Values.controller.logRetentionSeconds | int64 }}
{{- with .Values.controller.defaultWorkload.nodeSelector }}
{{ $.Values.envPrefix }}AGENT_RUNNER_NODE_SELECTOR: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.podSecurityContext }}
{{ $.Values.envPrefix }}AGENT_RUNNER_POD_SECURITY_CONTEXT: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.priorityClassName }}
{{ $.Values.envPrefix }}AGENT_RUNNER_PRIORITY_CLASS: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.schedulerName }}
{{ $.Values.envPrefix }}AGENT_RUNNER_SCHEDULER_NAME: {{ . | quote }}
{{- end }}
{{- with include "agents.runServiceAccountName" . }}
{{ $.Values.envPrefix }}AGENT_RUNNER_SERVICE_ACCOUNT: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.tolerations }}
{{ $.Values.envPrefix }}AGENT_RUNNER_TOLERATIONS: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.topologySpreadConstraints }}
{{ $.Values.envPrefix }}AGENT_RUNNER_TOPOLOGY_SPREAD_CONSTRAINTS: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.rerunOrchestration }}
{{ $.Values.envPrefix }}CODEX_RERUN_ORCHESTRATION: {{ . | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.rerunOrchestrationNamespace }}
{{ $.Values.envPrefix }}CODEX_RERUN_ORCHESTRATION_NAMESPACE: {{ . | quote }}
{{- end }}
{{- if .Values.grpc.enabled }}
{{ .Values.envPrefix }}GRPC_HOST: "0.0.0.0"
{{- end }}
{{ .Values.envPrefix }}ORCHESTRATION_CONTROLLER_ENABLED: {{ ternary 1 0
    .Values.orchestrationController.enabled }}
{{ .Values.envPrefix }}ORCHESTRATION_CONTROLLER_NAMESPACES: {{ join ","
    (.Values.orchestrationController.namespaces | default (list (include "agents.namespace" .)))
    | quote }}
{{ .Values.envPrefix }}POD_NAMESPACE:
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{ .Values.envPrefix }}PRIMITIVES_NAMESPACES: {{ include "agents.primitivesNamespaces" . | quote }}
{{ .Values.envPrefix }}PROMETHEUS_METRICS_ENABLED: {{ .Values.metrics.enabled }}
{{ .Values.envPrefix }}PROMETHEUS_METRICS_PATH: {{ .Values.metrics.path | quote }}
{{ .Values.envPrefix }}RBAC_CLUSTER_SCOPED: {{ .Values.rbac.clusterScoped }}
{{- with .Values.runtime.scheduleRunnerImage }}
{{ $.Values.envPrefix }}SCHEDULE_RUNNER_IMAGE: {{ . | quote }}
{{- end }}
{{- with .Values.runtime.scheduleServiceAccount }}
{{ $.Values.envPrefix }}SCHEDULE_SERVICE_ACCOUNT: {{ . | quote }}
{{- end }}
{{ .Values.envPrefix }}SERVICE_ACCOUNT_NAME: {{ include "agents.serviceAccountName" . | quote }}
{{ .Values.envPrefix }}SUPPORTING_CONTROLLER_ENABLED: {{ ternary 1 0
    .Values.supportingController.enabled }}
{{ .Values.envPrefix }}SUPPORTING_CONTROLLER_NAMESPACES: {{ join ","
    (.Values.supportingController.namespaces | default (list (include "agents.namespace" .)))
    | quote }}
{{- with .Values.workflowRuntime.native.systemImprovementOrchestration }}
{{ $.Values.envPrefix }}SYSTEM_IMPROVEMENT_ORCHESTRATION: {{ . | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.systemImprovementOrchestrationNamespace }}
{{ $.Values.envPrefix }}SYSTEM_IMPROVEMENT_ORCHESTRATION_NAMESPACE: {{ . | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ $controllerPrefix }}AGENTRUN_RETENTION_SECONDS: {{ .Values.controller.agentRunRetentionSeconds
    | int64 }}
{{- with .Values.controller.authSecret.name }}
{{ $controllerPrefix }}AUTH_SECRET_KEY: {{ $.Values.controller.authSecret.key | quote }}
{{ $controllerPrefix }}AUTH_SECRET_MOUNT_PATH: {{ $.Values.controller.authSecret.mountPath
    | quote }}
{{ $controllerPrefix }}AUTH_SECRET_NAME: {{ . | quote }}
{{- end }}
{{- with .Values.controller.admissionPolicy.secrets.blocked }}
{{ $controllerPrefix }}BLOCKED_SECRETS: {{ . | toRawJson | quote }}
{{- end }}
{{ $controllerPrefix }}CONCURRENCY_AGENT: {{ .Values.controller.concurrency.perAgent | int64 }}
{{ $controllerPrefix }}CONCURRENCY_CLUSTER: {{ .Values.controller.concurrency.cluster | int64 }}
{{ $controllerPrefix }}CONCURRENCY_NAMESPACE: {{ .Values.controller.concurrency.perNamespace
    | int64 }}
{{- end }}
{{ $controllerPrefix }}ENABLED: {{ ternary 1 0 .Values.controller.enabled }}
{{- if .Values.controller.enabled }}
{{- with .Values.controller.admissionPolicy.images.allowed }}
{{ $controllerPrefix }}IMAGES_ALLOWED: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.admissionPolicy.images.denied }}
{{ $controllerPrefix }}IMAGES_DENIED: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.admissionPolicy.labels.allowed }}
{{ $controllerPrefix }}LABELS_ALLOWED: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.admissionPolicy.labels.denied }}
{{ $controllerPrefix }}LABELS_DENIED: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.admissionPolicy.labels.required }}
{{ $controllerPrefix }}LABELS_REQUIRED: {{ . | toRawJson | quote }}
{{- end }}
{{- end }}
{{ $controllerPrefix }}NAMESPACES: {{ include "agents.primitivesNamespaces" . | quote }}
{{- if .Values.controller.enabled }}
{{ $controllerPrefix }}QUEUE_CLUSTER: {{ .Values.controller.queue.cluster | int64 }}
{{ $controllerPrefix }}QUEUE_NAMESPACE: {{ .Values.controller.queue.perNamespace | int64 }}
{{ $controllerPrefix }}QUEUE_REPO: {{ .Values.controller.queue.perRepo | int64 }}
{{ $controllerPrefix }}RATE_CLUSTER: {{ .Values.controller.rate.cluster | int64 }}
{{ $controllerPrefix }}RATE_NAMESPACE: {{ .Values.controller.rate.perNamespace | int64 }}
{{ $controllerPrefix }}RATE_REPO: {{ .Values.controller.rate.perRepo | int64 }}
{{ $controllerPrefix }}RATE_WINDOW_SECONDS: {{ .Values.controller.rate.windowSeconds | int64 }}
{{ $controllerPrefix }}REPO_CONCURRENCY_DEFAULT: {{ .Values.controller.repoConcurrency.default
    | int64 }}
{{ $controllerPrefix }}REPO_CONCURRENCY_ENABLED: {{ .Values.controller.repoConcurrency.enabled }}
{{ $controllerPrefix }}REPO_CONCURRENCY_OVERRIDES: {{
    .Values.controller.repoConcurrency.overrides | toRawJson | quote }}
{{- with .Values.controller.vcsProviders.deprecatedTokenTypes }}
{{ $controllerPrefix }}VCS_DEPRECATED_TOKEN_TYPES: {{ . | toRawJson | quote }}
{{- end }}
{{ $controllerPrefix }}VCS_PROVIDERS_ENABLED: {{ .Values.controller.vcsProviders.enabled }}
{{- with .Values.controller.vcsProviders.prRateLimits }}
{{ $controllerPrefix }}VCS_PR_RATE_LIMITS: {{ . | toRawJson | quote }}
{{- end }}
{{ include "agents.webhookPrefix" . }}QUEUE_SIZE: {{ .Values.controller.webhook.queueSize | int64 }}
{{ include "agents.webhookPrefix" . }}RETRY_BASE_DELAY_SECONDS: {{
    .Values.controller.webhook.retry.baseDelaySeconds | int64 }}
{{ include "agents.webhookPrefix" . }}RETRY_MAX_ATTEMPTS: {{
    .Values.controller.webhook.retry.maxAttempts | int64 }}
{{ include "agents.webhookPrefix" . }}RETRY_MAX_DELAY_SECONDS: {{
    .Values.controller.webhook.retry.maxDelaySeconds | int64 }}
{{- end }}
{{- end }}

{{- define "agents.hasDatabase" -}}
{{- if or .Values.database.createSecret.enabled .Values.database.secretRef.name }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.runnerImage" -}}
{{- with .Values.runner.image.repository }}
{{- . }}
{{- with $.Values.runner.image.tag }}:{{ . }}{{ end }}
{{- with $.Values.runner.image.digest }}@{{ . }}{{ end }}
{{- else }}
{{- .Values.runtime.agentRunnerImage }}
{{- end }}
{{- end }}

{{- define "agents.runServiceAccountName" -}}
{{- if .Values.controller.defaultWorkload.serviceAccountName }}
{{- .Values.controller.defaultWorkload.serviceAccountName }}
{{- else if and .Values.runnerServiceAccount.setAsDefault
    (or .Values.runnerServiceAccount.create .Values.runnerServiceAccount.name) }}
{{- include "agents.runnerServiceAccountName" . }}
{{- else }}
{{- "" }}
{{- end }}
{{- end }}

{{- define "agents.runnerServiceAccountName" -}}
{{ .Values.runnerServiceAccount.name | default (include "agents.runnerName" .) }}
{{- end }}

{{- define "agents.runnerName" -}}
{{ include "agents.name" . }}-runner
{{- end }}

{{- define "agents.primitivesNamespaces" -}}
{{ join "," (.Values.controller.namespaces | default (list (include "agents.namespace" .))) }}
{{- end }}

{{- define "agents.controllerPrefix" -}}
{{- if eq .Values.envPrefix "JANGAR_" }}
  {{- "JANGAR_AGENTS_CONTROLLER_" }}
{{- else }}
  {{- "AGENTS_CONTROLLER_" }}
{{- end }}
{{- end }}

{{- define "agents.webhookPrefix" -}}
{{- if eq .Values.envPrefix "JANGAR_" }}
  {{- "JANGAR_AGENTS_CONTROLLER_WEBHOOK_" }}
{{- else }}
  {{- "AGENTS_IMPLEMENTATION_SOURCE_WEBHOOK_" }}
{{- end }}
{{- end }}

{{- define "agents.agentsSkipMigrations" -}}
{{- if eq .Values.migrations.mode "skip" }}
  {{- "1" }}
{{- else }}
  {{- "0" }}
{{- end }}
{{- end }}

{{- define "agents.probe" -}}
httpGet:
  path: {{ .Values.probes.liveness.path | quote }}
  port: http
initialDelaySeconds: {{ .Values.probes.liveness.initialDelaySeconds | int64 }}
periodSeconds: {{ .Values.probes.liveness.periodSeconds | int64 }}
timeoutSeconds: {{ .Values.probes.liveness.timeoutSeconds | int64 }}
failureThreshold: {{ .Values.probes.liveness.failureThreshold | int64 }}
{{- end }}

{{- define "agents.readinessProbe" -}}
httpGet:
  path: {{ .Values.probes.readiness.path | quote }}
  port: http
initialDelaySeconds: {{ .Values.probes.readiness.initialDelaySeconds | int64 }}
periodSeconds: {{ .Values.probes.readiness.periodSeconds | int64 }}
timeoutSeconds: {{ .Values.probes.readiness.timeoutSeconds | int64 }}
failureThreshold: {{ .Values.probes.readiness.failureThreshold | int64 }}
{{- end }}

{{- define "agents.startupProbe" -}}
httpGet:
  path: {{ .Values.probes.startup.path | quote }}
  port: http
initialDelaySeconds: {{ .Values.probes.startup.initialDelaySeconds | int64 }}
periodSeconds: {{ .Values.probes.startup.periodSeconds | int64 }}
timeoutSeconds: {{ .Values.probes.startup.timeoutSeconds | int64 }}
failureThreshold: {{ .Values.probes.startup.failureThreshold | int64 }}
{{- end }}

{{- define "agents.controllersName" -}}
{{ include "agents.name" . }}-controllers
{{- end }}

{{- define "agents.controllersDeploymentSelector" -}}
matchLabels:
  {{- include "agents.controllersSelector" . | nindent 2 }}
{{- end }}

{{- define "agents.controllersSelector" -}}
app.kubernetes.io/name: {{ include "agents.controllersAppName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "agents.controllersAppName" -}}
{{ include "agents.appName" . }}-controllers
{{- end }}

{{- define "agents.controlPlane" -}}
http://{{ include "agents.name" . }}.{{ include "agents.namespace" . }}:{{ int64 .Values.service.port }}{{
    .Values.controllers.gate.path | default .Values.probes.readiness.path }}
{{- end }}

{{- define "agents.controllersDeploymentPullPolicy" -}}
{{ .Values.controllers.image.pullPolicy | default .Values.image.pullPolicy }}
{{- end }}

{{- define "agents.controllersImage" -}}
{{ .Values.controllers.image.repository | default .Values.image.repository }}:{{
    .Values.controllers.image.tag | default (include "agents.sharedTag" .) }}
{{- with include "agents.controllersDeploymentDigest" . }}@{{ . }}{{ end }}
{{- end }}

{{- define "agents.controllersDeploymentDigest" -}}
{{- if .Values.controllers.image.digest }}
{{- .Values.controllers.image.digest }}
{{- else if and (not .Values.controllers.image.repository) (not .Values.controllers.image.tag) }}
{{- .Values.image.digest }}
{{- else }}
{{- "" }}
{{- end }}
{{- end }}

{{/* Computed from the values; .Values.env.vars and .Values.controlPlane.env.vars are merged over it. */}}
{{- define "agents.database" -}}
{{- if or .Values.database.secretRef.name .Values.database.caSecret.name }}
{{- with .Values.database.secretRef.name }}
DATABASE_URL:
  valueFrom:
    secretKeyRef:
      name: {{ . | quote }}
      key: {{ $.Values.database.secretRef.key | quote }}
{{- end }}
{{- if .Values.database.caSecret.name }}
PGSSLROOTCERT: {{ printf "%s/%s" (include "agents.caFolder" .) .Values.database.caSecret.key
    | quote }}
{{- end }}
{{- else }}
{}
{{- end }}
{{- end }}

{{- define "agents.metricsServiceLabels" -}}
{{- include "agents.commonLabels" . }}
app.kubernetes.io/component: metrics
{{- end }}

{{- define "agents.ports" -}}
- name: metrics
  port: {{ .Values.metrics.service.port | int64 }}
  targetPort: http
  protocol: TCP
{{- end }}

{{- define "agents.roleMetadata" -}}
name: {{ include "agents.name" . | quote }}
{{- if not .Values.rbac.clusterScoped }}
namespace: {{ include "agents.namespace" . | quote }}
{{- end }}
labels:
  {{- include "agents.commonLabels" . | nindent 2 }}
{{- end }}

{{- define "agents.write" -}}
- get
- list
- watch
- create
- update
- patch
{{- end }}

{{- define "agents.verbs" -}}
- get
- update
- patch
{{- end }}

{{- define "agents.all" -}}
- get
- list
- watch
- create
- update
- patch
- delete
{{- end }}

{{- define "agents.read" -}}
- get
- list
- watch
{{- end }}

{{- define "agents.runnerRoleMetadata" -}}
name: {{ include "agents.runnerName" . | quote }}
namespace: {{ include "agents.namespace" . | quote }}
labels:
  {{- include "agents.commonLabels" . | nindent 2 }}
{{- end }}

{{- define "agents.controllersMetadata" -}}
name: {{ include "agents.controllersName" . | quote }}
namespace: {{ include "agents.namespace" . | quote }}
labels:
  {{- include "agents.commonLabels" . | nindent 2 }}
{{- end }}

{{- define "agents.policyTypes" -}}
- Ingress
{{- if .Values.networkPolicy.egress.enabled }}
- Egress
{{- end }}
{{- end }}

{{- define "agents.networkpolicyPorts" -}}
- port: http
  protocol: TCP
{{- end }}

{{- define "agents.egress" -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
- ports:
    {{- include "agents.networkpolicyPorts" . | nindent 4 }}
  to:
    - podSelector:
        {{- include "agents.selector" . | nindent 8 }}
{{- with .Values.networkPolicy.egress.ports }}
- ports:
    {{- range . }}
    - port: {{ . | int64 }}
      protocol: TCP
    {{- end }}
{{- end }}
{{- with .Values.networkPolicy.egress.extraRules }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "agents.migrationNote" -}}
{{- if .Values.migrations.job.enabled }}
  {{- printf
      "The Job %s-migrate migrates the database before each installation and upgrade; nothing else does."
      (include "agents.name" .) }}
{{- else if eq .Values.migrations.mode "skip" }}
  {{- "Nothing of this release migrates the database: migrations.mode is skip." }}
{{- else }}
  {{- "The control plane migrates the database when it first uses it: as it starts, unless its own variables say otherwise." }}
{{- end }}
{{- end }}

{{- define "agents.found" -}}
{{- $vars := .Values.controllers.env.vars }}
{{- $found := list }}
{{- if and (hasKey $vars "JANGAR_MIGRATIONS") (not (and
    (regexMatch "^[[:ascii:]]*$" ($vars.JANGAR_MIGRATIONS | trim))
    (has ($vars.JANGAR_MIGRATIONS | trim | lower) (list "skip" "disabled" "false" "0" "off")))) }}
  {{- $found = append $found "controllers.env.vars.JANGAR_MIGRATIONS" }}
{{- end }}
{{- if and (hasKey $vars "AGENTS_MIGRATIONS") (not (and
    (regexMatch "^[[:ascii:]]*$" ($vars.AGENTS_MIGRATIONS | trim))
    (has ($vars.AGENTS_MIGRATIONS | trim | lower) (list "skip" "disabled" "false" "0" "off")))) }}
  {{- $found = append $found "controllers.env.vars.AGENTS_MIGRATIONS" }}
{{- end }}
{{- if and (hasKey $vars "JANGAR_SKIP_MIGRATIONS") (ne $vars.JANGAR_SKIP_MIGRATIONS "1") }}
  {{- $found = append $found "controllers.env.vars.JANGAR_SKIP_MIGRATIONS" }}
{{- end }}
{{- if and (hasKey $vars "AGENTS_SKIP_MIGRATIONS") (ne $vars.AGENTS_SKIP_MIGRATIONS "1") }}
  {{- $found = append $found "controllers.env.vars.AGENTS_SKIP_MIGRATIONS" }}
{{- end }}
{{- if .Values.controllers.enabled }}
  {{- range .Values.env.extra }}
    {{- $all := or (eq .name "JANGAR_MIGRATIONS") (eq .name "AGENTS_MIGRATIONS")
        (eq .name "JANGAR_SKIP_MIGRATIONS") (eq .name "AGENTS_SKIP_MIGRATIONS") }}
    {{- if $all }}
      {{- $saysSkip := eq .value "1" }}
      {{- if or (eq .name "JANGAR_MIGRATIONS") (eq .name "AGENTS_MIGRATIONS") }}
        {{- $saysSkip = and (regexMatch "^[[:ascii:]]*$" (.value | trim))
            (has (.value | trim | lower) (list "skip" "disabled" "false" "0" "off")) }}
      {{- end }}
      {{- $all = not $saysSkip }}
    {{- end }}
    {{- if $all }}
      {{- $found = append $found (printf "env.extra: %s" .name) }}
    {{- end }}
  {{- end }}
  {{- range .Values.env.secrets }}
    {{- if or (eq .name "JANGAR_MIGRATIONS") (eq .name "AGENTS_MIGRATIONS")
        (eq .name "JANGAR_SKIP_MIGRATIONS") (eq .name "AGENTS_SKIP_MIGRATIONS") }}
      {{- $found = append $found (printf "env.secrets: %s" .name) }}
    {{- end }}
  {{- end }}
  {{- range .Values.env.config }}
    {{- if or (eq .name "JANGAR_MIGRATIONS") (eq .name "AGENTS_MIGRATIONS")
        (eq .name "JANGAR_SKIP_MIGRATIONS") (eq .name "AGENTS_SKIP_MIGRATIONS") }}
      {{- $found = append $found (printf "env.config: %s" .name) }}
    {{- end }}
  {{- end }}
{{- end }}
{{- toYaml $found }}
{{- end }}

{{/* Refuses what the schema of the values cannot; every manifest begins with it. */}}
{{- define "agents.validate" -}}
{{- if not (or (eq .Values.migrations.validation "warn")
    (not (include "agents.found" . | printf "%s\n" | fromYamlArray))) }}
  {{- fail (printf "%s: the controllers never migrate the database; remove it, or set it to skip (1 for SKIP_MIGRATIONS) unless it is in a Secret or a ConfigMap, and use migrations.mode for the control plane"
      (join ", " (include "agents.found" . | printf "%s\n" | fromYamlArray))) }}
{{- end }}
{{- $contradicting := list }}
{{- if ne .Values.migrations.mode "skip" }}
  {{- if and (hasKey .Values.env.vars "JANGAR_MIGRATIONS")
      (regexMatch "^[[:ascii:]]*$" (.Values.env.vars.JANGAR_MIGRATIONS | trim)) (has
      (.Values.env.vars.JANGAR_MIGRATIONS | trim | lower)
      (list "skip" "disabled" "false" "0" "off")) }}
    {{- $contradicting = append $contradicting "env.vars.JANGAR_MIGRATIONS" }}
  {{- end }}
  {{- if and (hasKey .Values.env.vars "AGENTS_MIGRATIONS")
      (regexMatch "^[[:ascii:]]*$" (.Values.env.vars.AGENTS_MIGRATIONS | trim)) (has
      (.Values.env.vars.AGENTS_MIGRATIONS | trim | lower)
      (list "skip" "disabled" "false" "0" "off")) }}
    {{- $contradicting = append $contradicting "env.vars.AGENTS_MIGRATIONS" }}
  {{- end }}
  {{- if eq .Values.env.vars.JANGAR_SKIP_MIGRATIONS "1" }}
    {{- $contradicting = append $contradicting "env.vars.JANGAR_SKIP_MIGRATIONS" }}
  {{- end }}
  {{- if eq .Values.env.vars.AGENTS_SKIP_MIGRATIONS "1" }}
    {{- $contradicting = append $contradicting "env.vars.AGENTS_SKIP_MIGRATIONS" }}
  {{- end }}
  {{- if and (hasKey .Values.controlPlane.env.vars "JANGAR_MIGRATIONS")
      (regexMatch "^[[:ascii:]]*$" (.Values.controlPlane.env.vars.JANGAR_MIGRATIONS | trim)) (has
      (.Values.controlPlane.env.vars.JANGAR_MIGRATIONS | trim | lower)
      (list "skip" "disabled" "false" "0" "off")) }}
    {{- $contradicting = append $contradicting "controlPlane.env.vars.JANGAR_MIGRATIONS" }}
  {{- end }}
  {{- if and (hasKey .Values.controlPlane.env.vars "AGENTS_MIGRATIONS")
      (regexMatch "^[[:ascii:]]*$" (.Values.controlPlane.env.vars.AGENTS_MIGRATIONS | trim)) (has
      (.Values.controlPlane.env.vars.AGENTS_MIGRATIONS | trim | lower)
      (list "skip" "disabled" "false" "0" "off")) }}
    {{- $contradicting = append $contradicting "controlPlane.env.vars.AGENTS_MIGRATIONS" }}
  {{- end }}
  {{- if eq .Values.controlPlane.env.vars.JANGAR_SKIP_MIGRATIONS "1" }}
    {{- $contradicting = append $contradicting "controlPlane.env.vars.JANGAR_SKIP_MIGRATIONS" }}
  {{- end }}
  {{- if eq .Values.controlPlane.env.vars.AGENTS_SKIP_MIGRATIONS "1" }}
    {{- $contradicting = append $contradicting "controlPlane.env.vars.AGENTS_SKIP_MIGRATIONS" }}
  {{- end }}
  {{- range .Values.env.extra }}
    {{- $saysSkip := and
        (or (eq .name "JANGAR_SKIP_MIGRATIONS") (eq .name "AGENTS_SKIP_MIGRATIONS"))
        (eq .value "1") }}
    {{- if or (eq .name "JANGAR_MIGRATIONS") (eq .name "AGENTS_MIGRATIONS") }}
      {{- $saysSkip = and (regexMatch "^[[:ascii:]]*$" (.value | trim))
          (has (.value | trim | lower) (list "skip" "disabled" "false" "0" "off")) }}
    {{- end }}
    {{- if $saysSkip }}
      {{- $contradicting = append $contradicting (printf "env.extra: %s" .name) }}
    {{- end }}
  {{- end }}
  {{- if not .Values.controllers.enabled }}
    {{- range .Values.env.secrets }}
      {{- if or (eq .name "JANGAR_MIGRATIONS") (eq .name "AGENTS_MIGRATIONS")
          (eq .name "JANGAR_SKIP_MIGRATIONS") (eq .name "AGENTS_SKIP_MIGRATIONS") }}
        {{- $contradicting = append $contradicting (printf "env.secrets: %s" .name) }}
      {{- end }}
    {{- end }}
    {{- range .Values.env.config }}
      {{- if or (eq .name "JANGAR_MIGRATIONS") (eq .name "AGENTS_MIGRATIONS")
          (eq .name "JANGAR_SKIP_MIGRATIONS") (eq .name "AGENTS_SKIP_MIGRATIONS") }}
        {{- $contradicting = append $contradicting (printf "env.config: %s" .name) }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}
{{- if $contradicting }}
  {{- fail (printf "%s: only migrations.mode says whether the control plane migrates; set that to skip, or remove this"
      (join ", " $contradicting)) }}
{{- end }}
{{- $useless := list }}
{{- if ne .Values.envPrefix "JANGAR_" }}
  {{- range $name, $_ := .Values.env.vars }}
    {{- if and (hasPrefix "JANGAR_" $name) (not (or (eq $name "JANGAR_MIGRATIONS")
        (eq $name "AGENTS_MIGRATIONS") (eq $name "JANGAR_SKIP_MIGRATIONS")
        (eq $name "AGENTS_SKIP_MIGRATIONS"))) }}
      {{- $useless = append $useless (printf "env.vars.%s" $name) }}
    {{- end }}
  {{- end }}
  {{- range $name, $_ := .Values.controlPlane.env.vars }}
    {{- if and (hasPrefix "JANGAR_" $name) (not (or (eq $name "JANGAR_MIGRATIONS")
        (eq $name "AGENTS_MIGRATIONS") (eq $name "JANGAR_SKIP_MIGRATIONS")
        (eq $name "AGENTS_SKIP_MIGRATIONS"))) }}
      {{- $useless = append $useless (printf "controlPlane.env.vars.%s" $name) }}
    {{- end }}
  {{- end }}
  {{- range $name, $_ := .Values.controllers.env.vars }}
    {{- if and (hasPrefix "JANGAR_" $name) (not (or (eq $name "JANGAR_MIGRATIONS")
        (eq $name "AGENTS_MIGRATIONS") (eq $name "JANGAR_SKIP_MIGRATIONS")
        (eq $name "AGENTS_SKIP_MIGRATIONS"))) }}
      {{- $useless = append $useless (printf "controllers.env.vars.%s" $name) }}
    {{- end }}
  {{- end }}
  {{- range .Values.env.secrets }}
    {{- if and (hasPrefix "JANGAR_" .name) (not (or (eq .name "JANGAR_MIGRATIONS")
        (eq .name "AGENTS_MIGRATIONS") (eq .name "JANGAR_SKIP_MIGRATIONS")
        (eq .name "AGENTS_SKIP_MIGRATIONS"))) }}
      {{- $useless = append $useless (printf "env.secrets: %s" .name) }}
    {{- end }}
  {{- end }}
  {{- range .Values.env.config }}
    {{- if and (hasPrefix "JANGAR_" .name) (not (or (eq .name "JANGAR_MIGRATIONS")
        (eq .name "AGENTS_MIGRATIONS") (eq .name "JANGAR_SKIP_MIGRATIONS")
        (eq .name "AGENTS_SKIP_MIGRATIONS"))) }}
      {{- $useless = append $useless (printf "env.config: %s" .name) }}
    {{- end }}
  {{- end }}
  {{- range .Values.env.extra }}
    {{- if and (hasPrefix "JANGAR_" .name) (not (or (eq .name "JANGAR_MIGRATIONS")
        (eq .name "AGENTS_MIGRATIONS") (eq .name "JANGAR_SKIP_MIGRATIONS")
        (eq .name "AGENTS_SKIP_MIGRATIONS"))) }}
      {{- $useless = append $useless (printf "env.extra: %s" .name) }}
    {{- end }}
  {{- end }}
{{- end }}
{{- if $useless }}
  {{- fail (printf "%s: images with the prefix AGENTS_ read no such variable; take what environment.md has in its place, or set envPrefix to JANGAR_"
      (join ", " $useless)) }}
{{- end }}
{{- if not (or .Values.rbac.clusterScoped (and (or (not .Values.controller.namespaces) (and
    (eq (len .Values.controller.namespaces) 1)
    (eq (first .Values.controller.namespaces) (include "agents.namespace" .)))) (or
    (not .Values.orchestrationController.namespaces) (and
    (eq (len .Values.orchestrationController.namespaces) 1)
    (eq (first .Values.orchestrationController.namespaces) (include "agents.namespace" .)))) (or
    (not .Values.supportingController.namespaces) (and
    (eq (len .Values.supportingController.namespaces) 1)
    (eq (first .Values.supportingController.namespaces) (include "agents.namespace" .)))))) }}
  {{- $unpermitted := list }}
  {{- if not (or (not .Values.controller.namespaces) (and
      (eq (len .Values.controller.namespaces) 1)
      (eq (first .Values.controller.namespaces) (include "agents.namespace" .)))) }}
    {{- $unpermitted = append $unpermitted "controller.namespaces" }}
  {{- end }}
  {{- if not (or (not .Values.orchestrationController.namespaces) (and
      (eq (len .Values.orchestrationController.namespaces) 1)
      (eq (first .Values.orchestrationController.namespaces) (include "agents.namespace" .)))) }}
    {{- $unpermitted = append $unpermitted "orchestrationController.namespaces" }}
  {{- end }}
  {{- if not (or (not .Values.supportingController.namespaces) (and
      (eq (len .Values.supportingController.namespaces) 1)
      (eq (first .Values.supportingController.namespaces) (include "agents.namespace" .)))) }}
    {{- $unpermitted = append $unpermitted "supportingController.namespaces" }}
  {{- end }}
  {{- fail (printf `%s: the Role holds in "%s" only; set rbac.clusterScoped to true, or name no other namespace (nor *)`
      (join ", " $unpermitted) (include "agents.namespace" .)) }}
{{- end }}
{{- if or
    (and (has "*" .Values.controller.namespaces) (gt (len .Values.controller.namespaces) 1)) (and
    (has "*" .Values.orchestrationController.namespaces)
    (gt (len .Values.orchestrationController.namespaces) 1)) (and
    (has "*" .Values.supportingController.namespaces)
    (gt (len .Values.supportingController.namespaces) 1)) }}
  {{- $contrary := list }}
  {{- if and (has "*" .Values.controller.namespaces) (gt (len .Values.controller.namespaces) 1) }}
    {{- $contrary = append $contrary "controller.namespaces" }}
  {{- end }}
  {{- if and (has "*" .Values.orchestrationController.namespaces)
      (gt (len .Values.orchestrationController.namespaces) 1) }}
    {{- $contrary = append $contrary "orchestrationController.namespaces" }}
  {{- end }}
  {{- if and (has "*" .Values.supportingController.namespaces)
      (gt (len .Values.supportingController.namespaces) 1) }}
    {{- $contrary = append $contrary "supportingController.namespaces" }}
  {{- end }}
  {{- fail (printf "%s: * stands for all namespaces; remove the others" (join ", " $contrary)) }}
{{- end }}
{{- $value := len .Values.fullnameOverride }}
{{- if not .Values.fullnameOverride }}
  {{- $value2 := len (printf "%s-%s" .Release.Name (include "agents.appName" .)) }}
  {{- if contains (include "agents.appName" .) .Release.Name }}
    {{- $value2 = len .Release.Name }}
  {{- end }}
  {{- $value = $value2 }}
{{- end }}
{{- if gt $value 43 }}
  {{- fail (printf `fullnameOverride: "%s" would make names that are too long; set one of at most 43 characters`
      (include "agents.name" .)) }}
{{- end }}
{{- if or (lt (include "agents.name" .) "a") (contains "." (include "agents.name" .)) }}
  {{- fail (printf `fullnameOverride: "%s" is no name for a Service, which begins with a letter and has no dot; set another one`
      (include "agents.name" .)) }}
{{- end }}
{{- if not (or .Values.database.createSecret.enabled (not .Values.database.url)) }}
  {{- fail "database.url: it would stand in the Deployment for all to read; set database.createSecret.enabled to true, or put it into a Secret and name that in database.secretRef" }}
{{- end }}
{{- if and .Values.database.createSecret.enabled (not .Values.database.url) }}
  {{- fail "database.createSecret: the Secret needs a URL; set database.url, or name a Secret in database.secretRef" }}
{{- end }}
{{- if and .Values.database.createSecret.enabled .Values.database.secretRef.name }}
  {{- fail "database: createSecret and secretRef are two Secrets for one URL; use one of them" }}
{{- end }}
{{- if and .Values.migrations.job.enabled (ne .Values.migrations.mode "skip") }}
  {{- fail "migrations.job: it migrates instead of the control plane; set migrations.mode to skip" }}
{{- end }}
{{- if and .Values.migrations.job.enabled (not .Values.migrations.job.command) }}
  {{- fail "migrations.job.command: how the image migrates and then ends is not known here; set the command" }}
{{- end }}
{{- if and .Values.migrations.job.enabled .Values.database.createSecret.enabled }}
  {{- fail "migrations.job: it runs before database.createSecret makes the Secret; name one that is there in database.secretRef" }}
{{- end }}
{{- if and .Values.migrations.job.enabled .Values.podSecurityAdmission.createNamespace }}
  {{- fail "migrations.job: it runs before podSecurityAdmission.createNamespace makes its namespace; make the namespace before, and set createNamespace to false (Helm then keeps the namespace)" }}
{{- end }}
{{- if and .Values.podSecurityAdmission.createNamespace
    (eq (include "agents.namespace" .) .Release.Namespace) }}
  {{- fail (printf `podSecurityAdmission.createNamespace: "%s" is the namespace of the release, which cannot be a part of it; label it when you make it, or set namespaceOverride`
      (include "agents.namespace" .)) }}
{{- end }}
{{- if and .Values.runner.image.repository (not .Values.runner.image.tag)
    (not .Values.runner.image.digest) }}
  {{- fail "runner.image: it has neither tag nor digest; set one, so that runs have the image that was tried" }}
{{- end }}
{{- if and (not .Values.runner.image.repository)
    (or .Values.runner.image.tag .Values.runner.image.digest) }}
  {{- fail "runner.image: a tag or a digest is nothing without a repository; set it, or remove them" }}
{{- end }}
{{- if and .Values.agentComms.nats.user .Values.agentComms.nats.userSecret.name }}
  {{- fail "agentComms.nats: user and userSecret both name the user; use one of them" }}
{{- end }}
{{- if and .Values.grpc.enabled (eq (int64 .Values.grpc.port) 8080) }}
  {{- fail "grpc.port: the control plane serves HTTP at 8080; choose another port" }}
{{- end }}
{{- if and .Values.serviceAccount.create .Values.runnerServiceAccount.create (eq
    (.Values.serviceAccount.name | default (printf "%s-sa" (include "agents.name" .)))
    (include "agents.runnerServiceAccountName" .)) }}
  {{- fail (printf `runnerServiceAccount.name: "%s" is the ServiceAccount of the controllers; choose another one, or leave it empty`
      (include "agents.runnerServiceAccountName" .)) }}
{{- end }}
{{- if and .Values.versionControlProvider.enabled (not .Values.versionControlProvider.provider) }}
  {{- fail "versionControlProvider.provider: it has no kind; set one, such as github" }}
{{- end }}
{{- if and .Values.metrics.serviceMonitor.enabled
    (not (and .Values.metrics.enabled .Values.metrics.service.enabled)) }}
  {{- fail "metrics.serviceMonitor: it selects Services; set metrics.enabled and metrics.service.enabled to true" }}
{{- end }}
{{- if and .Values.argocdHooks.enabled .Values.argocdHooks.smoke.enabled
    (not .Values.argocdHooks.smoke.spec) }}
  {{- fail "argocdHooks.smoke.spec: the agent run has no spec; say what it runs, or set argocdHooks.smoke.enabled to false" }}
{{- end }}
{{- if and .Values.autoscaling.enabled
    (lt (int64 .Values.autoscaling.maxReplicas) (int64 .Values.autoscaling.minReplicas)) }}
  {{- fail "autoscaling.maxReplicas: there cannot be fewer pods at most than at least; raise it, or lower minReplicas" }}
{{- end }}
{{- if and .Values.autoscaling.enabled
    (eq (int64 .Values.autoscaling.targetCPUUtilizationPercentage) 0)
    (eq (int64 .Values.autoscaling.targetMemoryUtilizationPercentage) 0) }}
  {{- fail "autoscaling: nothing says when to scale; set targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage" }}
{{- end }}
{{- if not (or (not .Values.podDisruptionBudget.enabled)
    (eq (toString .Values.podDisruptionBudget.minAvailable) "")
    (eq (toString .Values.podDisruptionBudget.maxUnavailable) "")) }}
  {{- fail "podDisruptionBudget: Kubernetes takes minAvailable or maxUnavailable, not both; leave one of them empty" }}
{{- end }}
{{- $least := ternary .Values.controlPlane.replicaCount .Values.replicaCount
    (hasKey .Values.controlPlane "replicaCount") }}
{{- if .Values.autoscaling.enabled }}
  {{- $least = .Values.autoscaling.minReplicas }}
{{- end }}
{{- if and .Values.podDisruptionBudget.enabled (gt (int64 $least) 1) (or (and
    (not (kindIs "string" .Values.podDisruptionBudget.minAvailable))
    (ge (int64 .Values.podDisruptionBudget.minAvailable) (int64 $least))) (and
    (kindIs "string" .Values.podDisruptionBudget.minAvailable) (lt
    (printf "%s%%" (printf "%3d" (div (mul 100 (sub $least 1)) $least)))
    (printf "%4s" .Values.podDisruptionBudget.minAvailable)))) }}
  {{- fail "podDisruptionBudget.minAvailable: while there are no more pods than that (shares are rounded up), none may go and no node can be drained; set less, or raise the replicas (with autoscaling, minReplicas)" }}
{{- end }}
{{- if and .Values.controllers.enabled .Values.controllers.autoscaling.enabled (lt
    (int64 .Values.controllers.autoscaling.maxReplicas)
    (int64 .Values.controllers.autoscaling.minReplicas)) }}
  {{- fail "controllers.autoscaling.maxReplicas: there cannot be fewer pods at most than at least; raise it, or lower minReplicas" }}
{{- end }}
{{- if and .Values.controllers.enabled .Values.controllers.autoscaling.enabled
    (eq (int64 .Values.controllers.autoscaling.targetCPUUtilizationPercentage) 0)
    (eq (int64 .Values.controllers.autoscaling.targetMemoryUtilizationPercentage) 0) }}
  {{- fail "controllers.autoscaling: nothing says when to scale; set targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage" }}
{{- end }}
{{- if not (or
    (not (and .Values.controllers.enabled .Values.controllers.podDisruptionBudget.enabled))
    (eq (toString .Values.controllers.podDisruptionBudget.minAvailable) "")
    (eq (toString .Values.controllers.podDisruptionBudget.maxUnavailable) "")) }}
  {{- fail "controllers.podDisruptionBudget: Kubernetes takes minAvailable or maxUnavailable, not both; leave one of them empty" }}
{{- end }}
{{- $least2 := .Values.controllers.replicaCount }}
{{- if .Values.controllers.autoscaling.enabled }}
  {{- $least2 = .Values.controllers.autoscaling.minReplicas }}
{{- end }}
{{- if and .Values.controllers.enabled .Values.controllers.podDisruptionBudget.enabled
    (gt (int64 $least2) 1) (or (and
    (not (kindIs "string" .Values.controllers.podDisruptionBudget.minAvailable))
    (ge (int64 .Values.controllers.podDisruptionBudget.minAvailable) (int64 $least2))) (and
    (kindIs "string" .Values.controllers.podDisruptionBudget.minAvailable) (lt
    (printf "%s%%" (printf "%3d" (div (mul 100 (sub $least2 1)) $least2)))
    (printf "%4s" .Values.controllers.podDisruptionBudget.minAvailable)))) }}
  {{- fail "controllers.podDisruptionBudget.minAvailable: while there are no more pods than that (shares are rounded up), none may go and no node can be drained; set less, or raise the replicas (with autoscaling, minReplicas)" }}
{{- end }}
{{- end }}
