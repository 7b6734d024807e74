{{- define "agents.metadata" -}}
name: {{ include "agents.name" . | quote }}
namespace: {{ include "agents.namespace" . | quote }}
labels:
  {{- include "agents.common" . | nindent 2 }}
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
{{ .Values.nameOverride | default "agents" }}
{{- end }}

{{- define "agents.namespace" -}}
{{ .Values.namespaceOverride | default .Release.Namespace }}
{{- end }}

{{- define "agents.common" -}}
app.kubernetes.io/name: {{ include "agents.appName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: agents-{{ .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "agents.strategy" -}}
type: {{ ternary "Recreate" "RollingUpdate" (eq .Values.strategy.type "Recreate") }}
{{- if ne .Values.strategy.type "Recreate" }}
rollingUpdate:
  maxSurge: 1
  maxUnavailable: 0
{{- end }}
{{- end }}

{{- define "agents.selector" -}}
matchLabels:
  {{- include "agents.identity" . | nindent 2 }}
{{- end }}

{{- define "agents.identity" -}}
app.kubernetes.io/name: {{ include "agents.appName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "agents.metadata2" -}}
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

{{- define "agents.spec" -}}
{{- $pullSecrets := .Values.controlPlane.image.pullSecrets }}
{{- if not .Values.controlPlane.image.pullSecrets }}
  {{- $pullSecrets = .Values.image.pullSecrets }}
{{- end }}
{{- if not $pullSecrets }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.spec2" -}}
{{- if and (not .Values.database.caSecret.name) (not .Values.extraVolumes) }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.volumes" -}}
{{- $volumes := list }}
{{- if .Values.database.caSecret.name }}
  {{- $volumes = append $volumes
      (dict "name" "db-ca-cert" "secret" (dict "secretName" .Values.database.caSecret.name)) }}
{{- end }}
{{- $volumes = concat $volumes .Values.extraVolumes | default list }}
{{- toYaml $volumes }}
{{- end }}

{{- define "agents.serviceAccountName" -}}
{{- if .Values.serviceAccount.name }}
{{- .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create }}
{{- include "agents.serviceAccountName2" . }}
{{- else }}
{{- "default" }}
{{- end }}
{{- end }}

{{- define "agents.serviceAccountName2" -}}
{{ include "agents.name" . }}-sa
{{- end }}

{{- define "agents.containers" -}}
{{- if not (include "agents.pullPolicy" .) }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.pullPolicy" -}}
{{ .Values.controlPlane.image.pullPolicy | default .Values.image.pullPolicy }}
{{- end }}

{{- define "agents.containers2" -}}
{{- if and (not .Values.envFromSecretRefs) (not .Values.envFromConfigMapRefs) }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.envFrom" -}}
{{- $envFrom := list }}
{{- range .Values.envFromSecretRefs }}
  {{- $envFrom = append $envFrom (dict "secretRef" (dict "name" .)) }}
{{- end }}
{{- range .Values.envFromConfigMapRefs }}
  {{- $envFrom = append $envFrom (dict "configMapRef" (dict "name" .)) }}
{{- end }}
{{- toYaml $envFrom }}
{{- end }}

{{- define "agents.containers3" -}}
{{- if not (ternary .Values.resources .Values.controlPlane.resources
    (empty .Values.controlPlane.resources)) }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.containers4" -}}
{{- if and (not .Values.database.caSecret.name) (not .Values.extraVolumeMounts) }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.volumeMounts" -}}
{{- $volumeMounts := list }}
{{- if .Values.database.caSecret.name }}
  {{- $volumeMounts = append $volumeMounts
      (dict "name" "db-ca-cert" "mountPath" (include "agents.caFolder" .) "readOnly" true) }}
{{- end }}
{{- $volumeMounts = concat $volumeMounts .Values.extraVolumeMounts | default list }}
{{- toYaml $volumeMounts }}
{{- end }}

{{- define "agents.caFolder" -}}
{{- if eq .Values.envPrefix "JANGAR_" }}
  {{- "/etc/jangar/ca" }}
{{- else }}
  {{- "/etc/agents/ca" }}
{{- end }}
{{- end }}

{{- define "agents.imageOf" -}}
{{ .Values.controlPlane.image.repository | default .Values.image.repository }}:{{ include
    "agents.tag" . }}
{{- with include "agents.digest" . }}@{{ . }}{{ end }}
{{- end }}

{{- define "agents.tag" -}}
{{ .Values.controlPlane.image.tag | default (include "agents.image" .) }}
{{- end }}

{{- define "agents.image" -}}
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

{{- define "agents.ports" -}}
name: http
containerPort: 8080
{{- end }}

{{/* Computed from the values; .Values.env.vars and .Values.controlPlane.env.vars are merged over it. */}}
{{- define "agents.controlPlane" -}}
{{- if include "agents.env" . }}
DATABASE_URL:
  {{- include "agents.databaseUrl" . | nindent 2 }}
{{- end }}
{{- with .Values.kubernetesApi.host }}
KUBERNETES_SERVICE_HOST: {{ . | quote }}
KUBERNETES_SERVICE_PORT: {{ $.Values.kubernetesApi.port | int64 }}
{{- end }}
{{- if include "agents.env2" . }}
NATS_PASSWORD:
  {{- include "agents.natsPassword" . | nindent 2 }}
{{- end }}
{{- if .Values.agentComms.enabled }}
NATS_URL: {{ .Values.agentComms.nats.url | quote }}
{{- end }}
{{- if include "agents.env3" . }}
NATS_USER: {{ .Values.agentComms.nats.user | quote }}
{{- end }}
{{- if .Values.database.caSecret.name }}
PGSSLROOTCERT: {{ include "agents.caFile" . | quote }}
{{- end }}
{{- if include "agents.env4" . }}
{{ include "agents.prefixOf" . }}AGENT_COMMS_SUBJECTS: {{ join "," .Values.agentComms.subjects
    | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}AGENT_COMMS_SUBSCRIBER_DISABLED: {{ not .Values.agentComms.enabled }}
{{- with .Values.runtime.agentImage }}
{{ include "agents.prefixOf" $ }}AGENT_IMAGE: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.affinity }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_AFFINITY: {{ . | toRawJson | quote }}
{{- end }}
{{- if or .Values.runner.image.repository .Values.runtime.agentRunnerImage }}
{{ include "agents.prefixOf" . }}AGENT_RUNNER_IMAGE: {{ include "agents.runnerImage" . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.imagePullSecrets }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_IMAGE_PULL_SECRETS: {{ . | toRawJson | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}AGENT_RUNNER_JOB_TTL_SECONDS: {{
    .Values.controller.jobTtlSeconds | int64 }}
{{ include "agents.prefixOf" . }}AGENT_RUNNER_LOG_RETENTION_SECONDS: {{
    .Values.controller.logRetentionSeconds | int64 }}
{{- with .Values.controller.defaultWorkload.nodeSelector }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_NODE_SELECTOR: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.podSecurityContext }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_POD_SECURITY_CONTEXT: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.priorityClassName }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_PRIORITY_CLASS: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.schedulerName }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_SCHEDULER_NAME: {{ . | quote }}
{{- end }}
{{- with include "agents.runServiceAccountName" . }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_SERVICE_ACCOUNT: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.tolerations }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_TOLERATIONS: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.topologySpreadConstraints }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_TOPOLOGY_SPREAD_CONSTRAINTS: {{ . | toRawJson
    | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.rerunOrchestration }}
{{ include "agents.prefixOf" $ }}CODEX_RERUN_ORCHESTRATION: {{ . | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.rerunOrchestrationNamespace }}
{{ include "agents.prefixOf" $ }}CODEX_RERUN_ORCHESTRATION_NAMESPACE: {{ . | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}MIGRATIONS: {{ .Values.migrations.mode }}
{{ include "agents.prefixOf" . }}ORCHESTRATION_CONTROLLER_ENABLED: {{ ternary 1 0
    .Values.orchestrationController.enabled }}
{{ include "agents.prefixOf" . }}ORCHESTRATION_CONTROLLER_NAMESPACES: {{ include
    "agents.orchestrationControllerNamespaces" . | quote }}
{{ include "agents.prefixOf" . }}POD_NAMESPACE:
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{ include "agents.prefixOf" . }}PRIMITIVES_NAMESPACES: {{ include "agents.primitivesNamespaces"
    . | quote }}
{{ include "agents.prefixOf" . }}PROMETHEUS_METRICS_ENABLED: {{ .Values.metrics.enabled }}
{{ include "agents.prefixOf" . }}PROMETHEUS_METRICS_PATH: {{ .Values.metrics.path | quote }}
{{ include "agents.prefixOf" . }}RBAC_CLUSTER_SCOPED: {{ .Values.rbac.clusterScoped }}
{{- with .Values.runtime.scheduleRunnerImage }}
{{ include "agents.prefixOf" $ }}SCHEDULE_RUNNER_IMAGE: {{ . | quote }}
{{- end }}
{{- with .Values.runtime.scheduleServiceAccount }}
{{ include "agents.prefixOf" $ }}SCHEDULE_SERVICE_ACCOUNT: {{ . | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}SERVICE_ACCOUNT_NAME: {{ include "agents.serviceAccountName" .
    | quote }}
{{ include "agents.prefixOf" . }}SUPPORTING_CONTROLLER_ENABLED: {{ ternary 1 0
    .Values.supportingController.enabled }}
{{ include "agents.prefixOf" . }}SUPPORTING_CONTROLLER_NAMESPACES: {{ include
    "agents.supportingControllerNamespaces" . | quote }}
{{- with .Values.workflowRuntime.native.systemImprovementOrchestration }}
{{ include "agents.prefixOf" $ }}SYSTEM_IMPROVEMENT_ORCHESTRATION: {{ . | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.systemImprovementOrchestrationNamespace }}
{{ include "agents.prefixOf" $ }}SYSTEM_IMPROVEMENT_ORCHESTRATION_NAMESPACE: {{ . | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}AGENTRUN_RETENTION_SECONDS: {{
    .Values.controller.agentRunRetentionSeconds | int64 }}
{{- end }}
{{- if include "agents.env7" . }}
{{ include "agents.prefixOf2" . }}AUTH_SECRET_KEY: {{ .Values.controller.authSecret.key | quote }}
{{ include "agents.prefixOf2" . }}AUTH_SECRET_MOUNT_PATH: {{
    .Values.controller.authSecret.mountPath | quote }}
{{ include "agents.prefixOf2" . }}AUTH_SECRET_NAME: {{ .Values.controller.authSecret.name | quote }}
{{- end }}
{{- if include "agents.env8" . }}
{{ include "agents.prefixOf2" . }}BLOCKED_SECRETS: {{
    .Values.controller.admissionPolicy.secrets.blocked | toRawJson | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}CONCURRENCY_AGENT: {{ .Values.controller.concurrency.perAgent
    | int64 }}
{{ include "agents.prefixOf2" . }}CONCURRENCY_CLUSTER: {{ .Values.controller.concurrency.cluster
    | int64 }}
{{ include "agents.prefixOf2" . }}CONCURRENCY_NAMESPACE: {{
    .Values.controller.concurrency.perNamespace | int64 }}
{{- end }}
{{ include "agents.prefixOf2" . }}ENABLED: {{ ternary 1 0 .Values.controller.enabled }}
{{- if include "agents.env9" . }}
{{ include "agents.prefixOf2" . }}IMAGES_ALLOWED: {{
    .Values.controller.admissionPolicy.images.allowed | toRawJson | quote }}
{{- end }}
{{- if include "agents.env10" . }}
{{ include "agents.prefixOf2" . }}IMAGES_DENIED: {{
    .Values.controller.admissionPolicy.images.denied | toRawJson | quote }}
{{- end }}
{{- if include "agents.env11" . }}
{{ include "agents.prefixOf2" . }}LABELS_ALLOWED: {{
    .Values.controller.admissionPolicy.labels.allowed | toRawJson | quote }}
{{- end }}
{{- if include "agents.env12" . }}
{{ include "agents.prefixOf2" . }}LABELS_DENIED: {{
    .Values.controller.admissionPolicy.labels.denied | toRawJson | quote }}
{{- end }}
{{- if include "agents.env13" . }}
{{ include "agents.prefixOf2" . }}LABELS_REQUIRED: {{
    .Values.controller.admissionPolicy.labels.required | toRawJson | quote }}
{{- end }}
{{ include "agents.prefixOf2" . }}NAMESPACES: {{ include "agents.primitivesNamespaces" . | quote }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}QUEUE_CLUSTER: {{ .Values.controller.queue.cluster | int64 }}
{{ include "agents.prefixOf2" . }}QUEUE_NAMESPACE: {{ .Values.controller.queue.perNamespace
    | int64 }}
{{ include "agents.prefixOf2" . }}QUEUE_REPO: {{ .Values.controller.queue.perRepo | int64 }}
{{ include "agents.prefixOf2" . }}RATE_CLUSTER: {{ .Values.controller.rate.cluster | int64 }}
{{ include "agents.prefixOf2" . }}RATE_NAMESPACE: {{ .Values.controller.rate.perNamespace | int64 }}
{{ include "agents.prefixOf2" . }}RATE_REPO: {{ .Values.controller.rate.perRepo | int64 }}
{{ include "agents.prefixOf2" . }}RATE_WINDOW_SECONDS: {{ .Values.controller.rate.windowSeconds
    | int64 }}
{{ include "agents.prefixOf2" . }}REPO_CONCURRENCY_DEFAULT: {{
    .Values.controller.repoConcurrency.default | int64 }}
{{ include "agents.prefixOf2" . }}REPO_CONCURRENCY_ENABLED: {{ .Values.controller.repoConcurrency.enabled }}
{{ include "agents.prefixOf2" . }}REPO_CONCURRENCY_OVERRIDES: {{
    .Values.controller.repoConcurrency.overrides | toRawJson | quote }}
{{- end }}
{{- if include "agents.env14" . }}
{{ include "agents.prefixOf2" . }}VCS_DEPRECATED_TOKEN_TYPES: {{
    .Values.controller.vcsProviders.deprecatedTokenTypes | toRawJson | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}VCS_PROVIDERS_ENABLED: {{ .Values.controller.vcsProviders.enabled }}
{{- end }}
{{- if include "agents.env15" . }}
{{ include "agents.prefixOf2" . }}VCS_PR_RATE_LIMITS: {{
    .Values.controller.vcsProviders.prRateLimits | toRawJson | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf3" . }}QUEUE_SIZE: {{ .Values.controller.webhook.queueSize | int64 }}
{{ include "agents.prefixOf3" . }}RETRY_BASE_DELAY_SECONDS: {{
    .Values.controller.webhook.retry.baseDelaySeconds | int64 }}
{{ include "agents.prefixOf3" . }}RETRY_MAX_ATTEMPTS: {{
    .Values.controller.webhook.retry.maxAttempts | int64 }}
{{ include "agents.prefixOf3" . }}RETRY_MAX_DELAY_SECONDS: {{
    .Values.controller.webhook.retry.maxDelaySeconds | int64 }}
{{- end }}
{{ .Values.envPrefix }}IMAGE: {{ include "agents.imageOf" . | quote }}
{{- if .Values.controllers.enabled }}
{{ .Values.envPrefix }}PRIMITIVES_RECONCILER: 0
{{- end }}
{{- end }}

{{- define "agents.env" -}}
{{- if or .Values.database.createSecret.enabled .Values.database.secretRef.name }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.databaseUrl" -}}
valueFrom:
  secretKeyRef:
    {{- if .Values.database.createSecret.enabled }}
    name: {{ include "agents.name2" . | quote }}
    {{- else }}
    name: {{ .Values.database.secretRef.name | quote }}
    {{- end }}
    {{- if .Values.database.createSecret.enabled }}
    key: url
    {{- else }}
    key: {{ .Values.database.secretRef.key | quote }}
    {{- end }}
{{- end }}

{{- define "agents.name2" -}}
{{ include "agents.name" . }}-db
{{- end }}

{{- define "agents.env2" -}}
{{- if and .Values.agentComms.enabled .Values.agentComms.nats.passwordSecret.name }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.natsPassword" -}}
valueFrom:
  secretKeyRef:
    name: {{ .Values.agentComms.nats.passwordSecret.name | quote }}
    key: {{ .Values.agentComms.nats.passwordSecret.key | quote }}
{{- end }}

{{- define "agents.env3" -}}
{{- if and .Values.agentComms.enabled .Values.agentComms.nats.user }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.caFile" -}}
{{ include "agents.caFolder" . }}/{{ .Values.database.caSecret.key }}
{{- end }}

{{- define "agents.env4" -}}
{{- if and .Values.agentComms.enabled .Values.agentComms.subjects }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.prefixOf" -}}
{{- if eq .Values.envPrefix "JANGAR_" }}
  {{- "JANGAR_" }}
{{- else }}
  {{- "AGENTS_" }}
{{- end }}
{{- end }}

{{- define "agents.env5" -}}
{{- if and (not .Values.runner.image.repository) (not .Values.runtime.agentRunnerImage) }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.runnerImage" -}}
{{- with .Values.runner.image.repository }}
{{- . }}:{{ $.Values.runner.image.tag }}{{ with $.Values.runner.image.digest }}@{{ . }}{{ end }}
{{- else }}
{{- .Values.runtime.agentRunnerImage }}
{{- end }}
{{- end }}

{{- define "agents.env6" -}}
{{- if not (include "agents.runServiceAccountName" .) }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.runServiceAccountName" -}}
{{- if .Values.controller.defaultWorkload.serviceAccountName }}
{{- .Values.controller.defaultWorkload.serviceAccountName }}
{{- else if and .Values.runnerServiceAccount.create .Values.runnerServiceAccount.setAsDefault }}
{{- include "agents.runnerServiceAccountName" . }}
{{- else }}
{{- "" }}
{{- end }}
{{- end }}

{{- define "agents.runnerServiceAccountName" -}}
{{ .Values.runnerServiceAccount.name | default (include "agents.name3" .) }}
{{- end }}

{{- define "agents.name3" -}}
{{ include "agents.name" . }}-runner
{{- end }}

{{- define "agents.orchestrationControllerNamespaces" -}}
{{- $orchestrationController := list }}
{{- if not .Values.orchestrationController.namespaces }}
  {{- $orchestrationController = append $orchestrationController (include "agents.namespace" .) }}
{{- else }}
  {{- $orchestrationController = concat $orchestrationController
      .Values.orchestrationController.namespaces | default list }}
{{- end }}
{{- join "," $orchestrationController }}
{{- end }}

{{- define "agents.primitivesNamespaces" -}}
{{- $controller := list }}
{{- if not .Values.controller.namespaces }}
  {{- $controller = append $controller (include "agents.namespace" .) }}
{{- else }}
  {{- $controller = concat $controller .Values.controller.namespaces | default list }}
{{- end }}
{{- join "," $controller }}
{{- end }}

{{- define "agents.supportingControllerNamespaces" -}}
{{- $supportingController := list }}
{{- if not .Values.supportingController.namespaces }}
  {{- $supportingController = append $supportingController (include "agents.namespace" .) }}
{{- else }}
  {{- $supportingController = concat $supportingController
      .Values.supportingController.namespaces | default list }}
{{- end }}
{{- join "," $supportingController }}
{{- end }}

{{- define "agents.prefixOf2" -}}
{{- if eq .Values.envPrefix "JANGAR_" }}
  {{- "JANGAR_AGENTS_CONTROLLER_" }}
{{- else }}
  {{- "AGENTS_CONTROLLER_" }}
{{- end }}
{{- end }}

{{- define "agents.env7" -}}
{{- if and .Values.controller.enabled .Values.controller.authSecret.name }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.env8" -}}
{{- if and .Values.controller.enabled .Values.controller.admissionPolicy.secrets.blocked }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.env9" -}}
{{- if and .Values.controller.enabled .Values.controller.admissionPolicy.images.allowed }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.env10" -}}
{{- if and .Values.controller.enabled .Values.controller.admissionPolicy.images.denied }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.env11" -}}
{{- if and .Values.controller.enabled .Values.controller.admissionPolicy.labels.allowed }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.env12" -}}
{{- if and .Values.controller.enabled .Values.controller.admissionPolicy.labels.denied }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.env13" -}}
{{- if and .Values.controller.enabled .Values.controller.admissionPolicy.labels.required }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.env14" -}}
{{- if and .Values.controller.enabled .Values.controller.vcsProviders.deprecatedTokenTypes }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.env15" -}}
{{- if and .Values.controller.enabled .Values.controller.vcsProviders.prRateLimits }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.prefixOf3" -}}
{{- if eq .Values.envPrefix "JANGAR_" }}
  {{- "JANGAR_AGENTS_CONTROLLER_WEBHOOK_" }}
{{- else }}
  {{- "AGENTS_IMPLEMENTATION_SOURCE_WEBHOOK_" }}
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

{{- define "agents.probe2" -}}
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

{{- define "agents.name4" -}}
{{ include "agents.name" . }}-controllers
{{- end }}

{{- define "agents.selector2" -}}
matchLabels:
  {{- include "agents.identity2" . | nindent 2 }}
{{- end }}

{{- define "agents.identity2" -}}
app.kubernetes.io/name: {{ include "agents.appKubernetesIoName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "agents.appKubernetesIoName" -}}
{{ include "agents.appName" . }}-controllers
{{- end }}

{{- define "agents.controlPlane2" -}}
http://{{ include "agents.name" . }}.{{ include "agents.namespace" . }}:{{ int64 .Values.service.port }}{{ .Values.probes.readiness.path }}
{{- end }}

{{- define "agents.pullPolicy2" -}}
{{ .Values.controllers.image.pullPolicy | default .Values.image.pullPolicy }}
{{- end }}

{{- define "agents.imageOf2" -}}
{{ .Values.controllers.image.repository | default .Values.image.repository }}:{{ include
    "agents.tag2" . }}
{{- with include "agents.digest2" . }}@{{ . }}{{ end }}
{{- end }}

{{- define "agents.tag2" -}}
{{ .Values.controllers.image.tag | default (include "agents.image" .) }}
{{- end }}

{{- define "agents.digest2" -}}
{{- if .Values.controllers.image.digest }}
{{- .Values.controllers.image.digest }}
{{- else if and (not .Values.controllers.image.repository) (not .Values.controllers.image.tag) }}
{{- .Values.image.digest }}
{{- else }}
{{- "" }}
{{- end }}
{{- end }}

{{/* Computed from the values; .Values.env.vars and .Values.controllers.env.vars are merged over it. */}}
{{- define "agents.controllers" -}}
{{- if include "agents.env" . }}
DATABASE_URL:
  {{- include "agents.databaseUrl" . | nindent 2 }}
{{- end }}
{{- with .Values.kubernetesApi.host }}
KUBERNETES_SERVICE_HOST: {{ . | quote }}
KUBERNETES_SERVICE_PORT: {{ $.Values.kubernetesApi.port | int64 }}
{{- end }}
{{- if include "agents.env2" . }}
NATS_PASSWORD:
  {{- include "agents.natsPassword" . | nindent 2 }}
{{- end }}
{{- if .Values.agentComms.enabled }}
NATS_URL: {{ .Values.agentComms.nats.url | quote }}
{{- end }}
{{- if include "agents.env3" . }}
NATS_USER: {{ .Values.agentComms.nats.user | quote }}
{{- end }}
{{- if .Values.database.caSecret.name }}
PGSSLROOTCERT: {{ include "agents.caFile" . | quote }}
{{- end }}
{{- if include "agents.env4" . }}
{{ include "agents.prefixOf" . }}AGENT_COMMS_SUBJECTS: {{ join "," .Values.agentComms.subjects
    | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}AGENT_COMMS_SUBSCRIBER_DISABLED: {{ not .Values.agentComms.enabled }}
{{- with .Values.runtime.agentImage }}
{{ include "agents.prefixOf" $ }}AGENT_IMAGE: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.affinity }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_AFFINITY: {{ . | toRawJson | quote }}
{{- end }}
{{- if or .Values.runner.image.repository .Values.runtime.agentRunnerImage }}
{{ include "agents.prefixOf" . }}AGENT_RUNNER_IMAGE: {{ include "agents.runnerImage" . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.imagePullSecrets }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_IMAGE_PULL_SECRETS: {{ . | toRawJson | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}AGENT_RUNNER_JOB_TTL_SECONDS: {{
    .Values.controller.jobTtlSeconds | int64 }}
{{ include "agents.prefixOf" . }}AGENT_RUNNER_LOG_RETENTION_SECONDS: {{
    .Values.controller.logRetentionSeconds | int64 }}
{{- with .Values.controller.defaultWorkload.nodeSelector }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_NODE_SELECTOR: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.podSecurityContext }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_POD_SECURITY_CONTEXT: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.priorityClassName }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_PRIORITY_CLASS: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.schedulerName }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_SCHEDULER_NAME: {{ . | quote }}
{{- end }}
{{- with include "agents.runServiceAccountName" . }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_SERVICE_ACCOUNT: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.tolerations }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_TOLERATIONS: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.topologySpreadConstraints }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_TOPOLOGY_SPREAD_CONSTRAINTS: {{ . | toRawJson
    | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.rerunOrchestration }}
{{ include "agents.prefixOf" $ }}CODEX_RERUN_ORCHESTRATION: {{ . | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.rerunOrchestrationNamespace }}
{{ include "agents.prefixOf" $ }}CODEX_RERUN_ORCHESTRATION_NAMESPACE: {{ . | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}MIGRATIONS: {{ .Values.migrations.mode }}
{{ include "agents.prefixOf" . }}ORCHESTRATION_CONTROLLER_ENABLED: {{ ternary 1 0
    .Values.orchestrationController.enabled }}
{{ include "agents.prefixOf" . }}ORCHESTRATION_CONTROLLER_NAMESPACES: {{ include
    "agents.orchestrationControllerNamespaces" . | quote }}
{{ include "agents.prefixOf" . }}POD_NAMESPACE:
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{ include "agents.prefixOf" . }}PRIMITIVES_NAMESPACES: {{ include "agents.primitivesNamespaces"
    . | quote }}
{{ include "agents.prefixOf" . }}PROMETHEUS_METRICS_ENABLED: {{ .Values.metrics.enabled }}
{{ include "agents.prefixOf" . }}PROMETHEUS_METRICS_PATH: {{ .Values.metrics.path | quote }}
{{ include "agents.prefixOf" . }}RBAC_CLUSTER_SCOPED: {{ .Values.rbac.clusterScoped }}
{{- with .Values.runtime.scheduleRunnerImage }}
{{ include "agents.prefixOf" $ }}SCHEDULE_RUNNER_IMAGE: {{ . | quote }}
{{- end }}
{{- with .Values.runtime.scheduleServiceAccount }}
{{ include "agents.prefixOf" $ }}SCHEDULE_SERVICE_ACCOUNT: {{ . | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}SERVICE_ACCOUNT_NAME: {{ include "agents.serviceAccountName" .
    | quote }}
{{ include "agents.prefixOf" . }}SUPPORTING_CONTROLLER_ENABLED: {{ ternary 1 0
    .Values.supportingController.enabled }}
{{ include "agents.prefixOf" . }}SUPPORTING_CONTROLLER_NAMESPACES: {{ include
    "agents.supportingControllerNamespaces" . | quote }}
{{- with .Values.workflowRuntime.native.systemImprovementOrchestration }}
{{ include "agents.prefixOf" $ }}SYSTEM_IMPROVEMENT_ORCHESTRATION: {{ . | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.systemImprovementOrchestrationNamespace }}
{{ include "agents.prefixOf" $ }}SYSTEM_IMPROVEMENT_ORCHESTRATION_NAMESPACE: {{ . | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}AGENTRUN_RETENTION_SECONDS: {{
    .Values.controller.agentRunRetentionSeconds | int64 }}
{{- end }}
{{- if include "agents.env7" . }}
{{ include "agents.prefixOf2" . }}AUTH_SECRET_KEY: {{ .Values.controller.authSecret.key | quote }}
{{ include "agents.prefixOf2" . }}AUTH_SECRET_MOUNT_PATH: {{
    .Values.controller.authSecret.mountPath | quote }}
{{ include "agents.prefixOf2" . }}AUTH_SECRET_NAME: {{ .Values.controller.authSecret.name | quote }}
{{- end }}
{{- if include "agents.env8" . }}
{{ include "agents.prefixOf2" . }}BLOCKED_SECRETS: {{
    .Values.controller.admissionPolicy.secrets.blocked | toRawJson | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}CONCURRENCY_AGENT: {{ .Values.controller.concurrency.perAgent
    | int64 }}
{{ include "agents.prefixOf2" . }}CONCURRENCY_CLUSTER: {{ .Values.controller.concurrency.cluster
    | int64 }}
{{ include "agents.prefixOf2" . }}CONCURRENCY_NAMESPACE: {{
    .Values.controller.concurrency.perNamespace | int64 }}
{{- end }}
{{ include "agents.prefixOf2" . }}ENABLED: {{ ternary 1 0 .Values.controller.enabled }}
{{- if include "agents.env9" . }}
{{ include "agents.prefixOf2" . }}IMAGES_ALLOWED: {{
    .Values.controller.admissionPolicy.images.allowed | toRawJson | quote }}
{{- end }}
{{- if include "agents.env10" . }}
{{ include "agents.prefixOf2" . }}IMAGES_DENIED: {{
    .Values.controller.admissionPolicy.images.denied | toRawJson | quote }}
{{- end }}
{{- if include "agents.env11" . }}
{{ include "agents.prefixOf2" . }}LABELS_ALLOWED: {{
    .Values.controller.admissionPolicy.labels.allowed | toRawJson | quote }}
{{- end }}
{{- if include "agents.env12" . }}
{{ include "agents.prefixOf2" . }}LABELS_DENIED: {{
    .Values.controller.admissionPolicy.labels.denied | toRawJson | quote }}
{{- end }}
{{- if include "agents.env13" . }}
{{ include "agents.prefixOf2" . }}LABELS_REQUIRED: {{
    .Values.controller.admissionPolicy.labels.required | toRawJson | quote }}
{{- end }}
{{ include "agents.prefixOf2" . }}NAMESPACES: {{ include "agents.primitivesNamespaces" . | quote }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}QUEUE_CLUSTER: {{ .Values.controller.queue.cluster | int64 }}
{{ include "agents.prefixOf2" . }}QUEUE_NAMESPACE: {{ .Values.controller.queue.perNamespace
    | int64 }}
{{ include "agents.prefixOf2" . }}QUEUE_REPO: {{ .Values.controller.queue.perRepo | int64 }}
{{ include "agents.prefixOf2" . }}RATE_CLUSTER: {{ .Values.controller.rate.cluster | int64 }}
{{ include "agents.prefixOf2" . }}RATE_NAMESPACE: {{ .Values.controller.rate.perNamespace | int64 }}
{{ include "agents.prefixOf2" . }}RATE_REPO: {{ .Values.controller.rate.perRepo | int64 }}
{{ include "agents.prefixOf2" . }}RATE_WINDOW_SECONDS: {{ .Values.controller.rate.windowSeconds
    | int64 }}
{{ include "agents.prefixOf2" . }}REPO_CONCURRENCY_DEFAULT: {{
    .Values.controller.repoConcurrency.default | int64 }}
{{ include "agents.prefixOf2" . }}REPO_CONCURRENCY_ENABLED: {{ .Values.controller.repoConcurrency.enabled }}
{{ include "agents.prefixOf2" . }}REPO_CONCURRENCY_OVERRIDES: {{
    .Values.controller.repoConcurrency.overrides | toRawJson | quote }}
{{- end }}
{{- if include "agents.env14" . }}
{{ include "agents.prefixOf2" . }}VCS_DEPRECATED_TOKEN_TYPES: {{
    .Values.controller.vcsProviders.deprecatedTokenTypes | toRawJson | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}VCS_PROVIDERS_ENABLED: {{ .Values.controller.vcsProviders.enabled }}
{{- end }}
{{- if include "agents.env15" . }}
{{ include "agents.prefixOf2" . }}VCS_PR_RATE_LIMITS: {{
    .Values.controller.vcsProviders.prRateLimits | toRawJson | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf3" . }}QUEUE_SIZE: {{ .Values.controller.webhook.queueSize | int64 }}
{{ include "agents.prefixOf3" . }}RETRY_BASE_DELAY_SECONDS: {{
    .Values.controller.webhook.retry.baseDelaySeconds | int64 }}
{{ include "agents.prefixOf3" . }}RETRY_MAX_ATTEMPTS: {{
    .Values.controller.webhook.retry.maxAttempts | int64 }}
{{ include "agents.prefixOf3" . }}RETRY_MAX_DELAY_SECONDS: {{
    .Values.controller.webhook.retry.maxDelaySeconds | int64 }}
{{- end }}
{{ .Values.envPrefix }}IMAGE: {{ include "agents.imageOf2" . | quote }}
{{- end }}

{{- define "agents.name5" -}}
{{ include "agents.name" . }}-migrate
{{- end }}

{{- define "agents.appKubernetesIoName2" -}}
{{ include "agents.appName" . }}-migrate
{{- end }}

{{/* Computed from the values; .Values.env.vars and .Values.controlPlane.env.vars are merged over it. */}}
{{- define "agents.migrateJob" -}}
{{- with .Values.database.secretRef.name }}
DATABASE_URL:
  valueFrom:
    secretKeyRef:
      name: {{ . | quote }}
      key: {{ $.Values.database.secretRef.key | quote }}
{{- end }}
{{- with .Values.kubernetesApi.host }}
KUBERNETES_SERVICE_HOST: {{ . | quote }}
KUBERNETES_SERVICE_PORT: {{ $.Values.kubernetesApi.port | int64 }}
{{- end }}
{{- if include "agents.env2" . }}
NATS_PASSWORD:
  {{- include "agents.natsPassword" . | nindent 2 }}
{{- end }}
{{- if .Values.agentComms.enabled }}
NATS_URL: {{ .Values.agentComms.nats.url | quote }}
{{- end }}
{{- if include "agents.env3" . }}
NATS_USER: {{ .Values.agentComms.nats.user | quote }}
{{- end }}
{{- if .Values.database.caSecret.name }}
PGSSLROOTCERT: {{ include "agents.caFile" . | quote }}
{{- end }}
{{- if include "agents.env4" . }}
{{ include "agents.prefixOf" . }}AGENT_COMMS_SUBJECTS: {{ join "," .Values.agentComms.subjects
    | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}AGENT_COMMS_SUBSCRIBER_DISABLED: {{ not .Values.agentComms.enabled }}
{{- with .Values.runtime.agentImage }}
{{ include "agents.prefixOf" $ }}AGENT_IMAGE: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.affinity }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_AFFINITY: {{ . | toRawJson | quote }}
{{- end }}
{{- if or .Values.runner.image.repository .Values.runtime.agentRunnerImage }}
{{ include "agents.prefixOf" . }}AGENT_RUNNER_IMAGE: {{ include "agents.runnerImage" . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.imagePullSecrets }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_IMAGE_PULL_SECRETS: {{ . | toRawJson | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}AGENT_RUNNER_JOB_TTL_SECONDS: {{
    .Values.controller.jobTtlSeconds | int64 }}
{{ include "agents.prefixOf" . }}AGENT_RUNNER_LOG_RETENTION_SECONDS: {{
    .Values.controller.logRetentionSeconds | int64 }}
{{- with .Values.controller.defaultWorkload.nodeSelector }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_NODE_SELECTOR: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.podSecurityContext }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_POD_SECURITY_CONTEXT: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.priorityClassName }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_PRIORITY_CLASS: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.schedulerName }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_SCHEDULER_NAME: {{ . | quote }}
{{- end }}
{{- with include "agents.runServiceAccountName" . }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_SERVICE_ACCOUNT: {{ . | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.tolerations }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_TOLERATIONS: {{ . | toRawJson | quote }}
{{- end }}
{{- with .Values.controller.defaultWorkload.topologySpreadConstraints }}
{{ include "agents.prefixOf" $ }}AGENT_RUNNER_TOPOLOGY_SPREAD_CONSTRAINTS: {{ . | toRawJson
    | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.rerunOrchestration }}
{{ include "agents.prefixOf" $ }}CODEX_RERUN_ORCHESTRATION: {{ . | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.rerunOrchestrationNamespace }}
{{ include "agents.prefixOf" $ }}CODEX_RERUN_ORCHESTRATION_NAMESPACE: {{ . | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}MIGRATIONS: {{ .Values.migrations.mode }}
{{ include "agents.prefixOf" . }}ORCHESTRATION_CONTROLLER_ENABLED: {{ ternary 1 0
    .Values.orchestrationController.enabled }}
{{ include "agents.prefixOf" . }}ORCHESTRATION_CONTROLLER_NAMESPACES: {{ include
    "agents.orchestrationControllerNamespaces" . | quote }}
{{ include "agents.prefixOf" . }}POD_NAMESPACE:
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{ include "agents.prefixOf" . }}PRIMITIVES_NAMESPACES: {{ include "agents.primitivesNamespaces"
    . | quote }}
{{ include "agents.prefixOf" . }}PROMETHEUS_METRICS_ENABLED: {{ .Values.metrics.enabled }}
{{ include "agents.prefixOf" . }}PROMETHEUS_METRICS_PATH: {{ .Values.metrics.path | quote }}
{{ include "agents.prefixOf" . }}RBAC_CLUSTER_SCOPED: {{ .Values.rbac.clusterScoped }}
{{- with .Values.runtime.scheduleRunnerImage }}
{{ include "agents.prefixOf" $ }}SCHEDULE_RUNNER_IMAGE: {{ . | quote }}
{{- end }}
{{- with .Values.runtime.scheduleServiceAccount }}
{{ include "agents.prefixOf" $ }}SCHEDULE_SERVICE_ACCOUNT: {{ . | quote }}
{{- end }}
{{ include "agents.prefixOf" . }}SERVICE_ACCOUNT_NAME: {{ include "agents.serviceAccountName" .
    | quote }}
{{ include "agents.prefixOf" . }}SUPPORTING_CONTROLLER_ENABLED: {{ ternary 1 0
    .Values.supportingController.enabled }}
{{ include "agents.prefixOf" . }}SUPPORTING_CONTROLLER_NAMESPACES: {{ include
    "agents.supportingControllerNamespaces" . | quote }}
{{- with .Values.workflowRuntime.native.systemImprovementOrchestration }}
{{ include "agents.prefixOf" $ }}SYSTEM_IMPROVEMENT_ORCHESTRATION: {{ . | quote }}
{{- end }}
{{- with .Values.workflowRuntime.native.systemImprovementOrchestrationNamespace }}
{{ include "agents.prefixOf" $ }}SYSTEM_IMPROVEMENT_ORCHESTRATION_NAMESPACE: {{ . | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}AGENTRUN_RETENTION_SECONDS: {{
    .Values.controller.agentRunRetentionSeconds | int64 }}
{{- end }}
{{- if include "agents.env7" . }}
{{ include "agents.prefixOf2" . }}AUTH_SECRET_KEY: {{ .Values.controller.authSecret.key | quote }}
{{ include "agents.prefixOf2" . }}AUTH_SECRET_MOUNT_PATH: {{
    .Values.controller.authSecret.mountPath | quote }}
{{ include "agents.prefixOf2" . }}AUTH_SECRET_NAME: {{ .Values.controller.authSecret.name | quote }}
{{- end }}
{{- if include "agents.env8" . }}
{{ include "agents.prefixOf2" . }}BLOCKED_SECRETS: {{
    .Values.controller.admissionPolicy.secrets.blocked | toRawJson | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}CONCURRENCY_AGENT: {{ .Values.controller.concurrency.perAgent
    | int64 }}
{{ include "agents.prefixOf2" . }}CONCURRENCY_CLUSTER: {{ .Values.controller.concurrency.cluster
    | int64 }}
{{ include "agents.prefixOf2" . }}CONCURRENCY_NAMESPACE: {{
    .Values.controller.concurrency.perNamespace | int64 }}
{{- end }}
{{ include "agents.prefixOf2" . }}ENABLED: {{ ternary 1 0 .Values.controller.enabled }}
{{- if include "agents.env9" . }}
{{ include "agents.prefixOf2" . }}IMAGES_ALLOWED: {{
    .Values.controller.admissionPolicy.images.allowed | toRawJson | quote }}
{{- end }}
{{- if include "agents.env10" . }}
{{ include "agents.prefixOf2" . }}IMAGES_DENIED: {{
    .Values.controller.admissionPolicy.images.denied | toRawJson | quote }}
{{- end }}
{{- if include "agents.env11" . }}
{{ include "agents.prefixOf2" . }}LABELS_ALLOWED: {{
    .Values.controller.admissionPolicy.labels.allowed | toRawJson | quote }}
{{- end }}
{{- if include "agents.env12" . }}
{{ include "agents.prefixOf2" . }}LABELS_DENIED: {{
    .Values.controller.admissionPolicy.labels.denied | toRawJson | quote }}
{{- end }}
{{- if include "agents.env13" . }}
{{ include "agents.prefixOf2" . }}LABELS_REQUIRED: {{
    .Values.controller.admissionPolicy.labels.required | toRawJson | quote }}
{{- end }}
{{ include "agents.prefixOf2" . }}NAMESPACES: {{ include "agents.primitivesNamespaces" . | quote }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}QUEUE_CLUSTER: {{ .Values.controller.queue.cluster | int64 }}
{{ include "agents.prefixOf2" . }}QUEUE_NAMESPACE: {{ .Values.controller.queue.perNamespace
    | int64 }}
{{ include "agents.prefixOf2" . }}QUEUE_REPO: {{ .Values.controller.queue.perRepo | int64 }}
{{ include "agents.prefixOf2" . }}RATE_CLUSTER: {{ .Values.controller.rate.cluster | int64 }}
{{ include "agents.prefixOf2" . }}RATE_NAMESPACE: {{ .Values.controller.rate.perNamespace | int64 }}
{{ include "agents.prefixOf2" . }}RATE_REPO: {{ .Values.controller.rate.perRepo | int64 }}
{{ include "agents.prefixOf2" . }}RATE_WINDOW_SECONDS: {{ .Values.controller.rate.windowSeconds
    | int64 }}
{{ include "agents.prefixOf2" . }}REPO_CONCURRENCY_DEFAULT: {{
    .Values.controller.repoConcurrency.default | int64 }}
{{ include "agents.prefixOf2" . }}REPO_CONCURRENCY_ENABLED: {{ .Values.controller.repoConcurrency.enabled }}
{{ include "agents.prefixOf2" . }}REPO_CONCURRENCY_OVERRIDES: {{
    .Values.controller.repoConcurrency.overrides | toRawJson | quote }}
{{- end }}
{{- if include "agents.env14" . }}
{{ include "agents.prefixOf2" . }}VCS_DEPRECATED_TOKEN_TYPES: {{
    .Values.controller.vcsProviders.deprecatedTokenTypes | toRawJson | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf2" . }}VCS_PROVIDERS_ENABLED: {{ .Values.controller.vcsProviders.enabled }}
{{- end }}
{{- if include "agents.env15" . }}
{{ include "agents.prefixOf2" . }}VCS_PR_RATE_LIMITS: {{
    .Values.controller.vcsProviders.prRateLimits | toRawJson | quote }}
{{- end }}
{{- if .Values.controller.enabled }}
{{ include "agents.prefixOf3" . }}QUEUE_SIZE: {{ .Values.controller.webhook.queueSize | int64 }}
{{ include "agents.prefixOf3" . }}RETRY_BASE_DELAY_SECONDS: {{
    .Values.controller.webhook.retry.baseDelaySeconds | int64 }}
{{ include "agents.prefixOf3" . }}RETRY_MAX_ATTEMPTS: {{
    .Values.controller.webhook.retry.maxAttempts | int64 }}
{{ include "agents.prefixOf3" . }}RETRY_MAX_DELAY_SECONDS: {{
    .Values.controller.webhook.retry.maxDelaySeconds | int64 }}
{{- end }}
{{ .Values.envPrefix }}IMAGE: {{ include "agents.imageOf" . | quote }}
{{- if .Values.controllers.enabled }}
{{ .Values.envPrefix }}PRIMITIVES_RECONCILER: 0
{{- end }}
{{- end }}

{{- define "agents.name6" -}}
{{ include "agents.name" . }}-grpc
{{- end }}

{{- define "agents.name7" -}}
{{ include "agents.name" . }}-metrics
{{- end }}

{{- define "agents.labels" -}}
{{- include "agents.common" . }}
app.kubernetes.io/component: metrics
{{- end }}

{{- define "agents.ports2" -}}
- name: metrics
  port: {{ .Values.metrics.service.port | int64 }}
  targetPort: http
  protocol: TCP
{{- end }}

{{- define "agents.name8" -}}
{{ include "agents.name" . }}-controllers-metrics
{{- end }}

{{- define "agents.name9" -}}
{{ include "agents.name" . }}-dashboard
{{- end }}

{{- define "agents.metadata3" -}}
name: {{ include "agents.name" . | quote }}
{{- if not .Values.rbac.clusterScoped }}
namespace: {{ include "agents.namespace" . | quote }}
{{- end }}
labels:
  {{- include "agents.common" . | nindent 2 }}
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

{{- define "agents.metadata4" -}}
name: {{ include "agents.name3" . | quote }}
namespace: {{ include "agents.namespace" . | quote }}
labels:
  {{- include "agents.common" . | nindent 2 }}
{{- end }}

{{- define "agents.metadata5" -}}
name: {{ include "agents.name4" . | quote }}
namespace: {{ include "agents.namespace" . | quote }}
labels:
  {{- include "agents.common" . | nindent 2 }}
{{- end }}

{{- define "agents.policyTypes" -}}
{{- if .Values.networkPolicy.egress.enabled }}
- Ingress
- Egress
{{- else }}
- Ingress
{{- end }}
{{- end }}

{{- define "agents.ports3" -}}
port: http
protocol: TCP
{{- end }}

{{- define "agents.ports4" -}}
- {{- include "agents.ports3" . | nindent 2 }}
{{- end }}

{{- define "agents.egress" -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
- ports:
    {{- include "agents.ports4" . | nindent 4 }}
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

{{- define "agents.name10" -}}
{{ include "agents.name" . }}-cleanup
{{- end }}

{{- define "agents.serviceAccountName3" -}}
{{- if .Values.argocdHooks.serviceAccountName }}
{{- .Values.argocdHooks.serviceAccountName }}
{{- else if .Values.serviceAccount.name }}
{{- .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create }}
{{- include "agents.serviceAccountName2" . }}
{{- else }}
{{- "default" }}
{{- end }}
{{- end }}

{{- define "agents.name11" -}}
{{ include "agents.name" . }}-smoke
{{- end }}

{{- define "agents.args" -}}
agentruns.agents.proompteng.ai/{{ include "agents.name" . }}-smoke
{{- end }}

{{- define "agents.manifest" -}}
The control plane is {{ include "agents.name" . }} in namespace {{ include "agents.namespace" . }}.
{{- end }}

{{- define "agents.manifest2" -}}
{{- printf "  kubectl --namespace %s port-forward service/%s 8080:%d"
    (include "agents.namespace" .) (include "agents.name" .) (int64 .Values.service.port) }}
{{- end }}

{{- define "agents.manifest3" -}}
{{- $all := hasKey .Values.controllers.env.vars "JANGAR_MIGRATIONS" }}
{{- if $all }}
  {{- $lower := .Values.controllers.env.vars.JANGAR_MIGRATIONS | trim }}
  {{- $items := include "agents.manifest5" . | printf "%s\n" | fromYamlArray }}
  {{- range $items }}
    {{- $lower = $lower | replace . (. | lower) }}
  {{- end }}
  {{- $all = not (has $lower (include "agents.manifest4" . | printf "%s\n" | fromYamlArray)) }}
{{- end }}
{{- if $all }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.manifest4" -}}
- skip
- disabled
- "false"
- "0"
- "off"
{{- end }}

{{- define "agents.manifest5" -}}
- A
- B
- C
- D
- E
- F
- G
- H
- I
- J
- K
- L
- M
- "N"
- O
- P
- Q
- R
- S
- T
- U
- V
- W
- X
- "Y"
- Z
{{- end }}

{{- define "agents.manifest6" -}}
{{- $all := hasKey .Values.controllers.env.vars "AGENTS_MIGRATIONS" }}
{{- if $all }}
  {{- $lower := .Values.controllers.env.vars.AGENTS_MIGRATIONS | trim }}
  {{- $items := include "agents.manifest5" . | printf "%s\n" | fromYamlArray }}
  {{- range $items }}
    {{- $lower = $lower | replace . (. | lower) }}
  {{- end }}
  {{- $all = not (has $lower (include "agents.manifest4" . | printf "%s\n" | fromYamlArray)) }}
{{- end }}
{{- if $all }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.manifest7" -}}
{{- if and (hasKey .Values.controllers.env.vars "JANGAR_SKIP_MIGRATIONS")
    (ne .Values.controllers.env.vars.JANGAR_SKIP_MIGRATIONS "1") }}
  {{- "true" }}
{{- end }}
{{- end }}

{{- define "agents.manifest8" -}}
{{- if and (hasKey .Values.controllers.env.vars "AGENTS_SKIP_MIGRATIONS")
    (ne .Values.controllers.env.vars.AGENTS_SKIP_MIGRATIONS "1") }}
  {{- "true" }}
{{- end }}
{{- end }}

{{/* Refuses what the schema of the values cannot; every manifest begins with it. */}}
{{- define "agents.validate" -}}
{{- $any := eq .Values.migrations.validation "warn" }}
{{- if not $any }}
  {{- $found := list }}
  {{- if include "agents.manifest3" . }}
    {{- $found = append $found "controllers.env.vars.JANGAR_MIGRATIONS" }}
  {{- end }}
  {{- if include "agents.manifest6" . }}
    {{- $found = append $found "controllers.env.vars.AGENTS_MIGRATIONS" }}
  {{- end }}
  {{- if include "agents.manifest7" . }}
    {{- $found = append $found "controllers.env.vars.JANGAR_SKIP_MIGRATIONS" }}
  {{- end }}
  {{- if include "agents.manifest8" . }}
    {{- $found = append $found "controllers.env.vars.AGENTS_SKIP_MIGRATIONS" }}
  {{- end }}
  {{- if .Values.controllers.enabled }}
    {{- range .Values.env.extra }}
      {{- $skips := or
          (not (or (eq .name "JANGAR_SKIP_MIGRATIONS") (eq .name "AGENTS_SKIP_MIGRATIONS")))
          (eq .value "1") }}
      {{- if or (eq .name "JANGAR_MIGRATIONS") (eq .name "AGENTS_MIGRATIONS") }}
        {{- $lower := .value | trim }}
        {{- $items := include "agents.manifest5" $ | printf "%s\n" | fromYamlArray }}
        {{- range $items }}
          {{- $lower = $lower | replace . (. | lower) }}
        {{- end }}
        {{- $skips = has $lower (include "agents.manifest4" $ | printf "%s\n" | fromYamlArray) }}
      {{- end }}
      {{- if not $skips }}
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
  {{- $any = not $found }}
{{- end }}
{{- if not $any }}
  {{- $found := list }}
  {{- if include "agents.manifest3" . }}
    {{- $found = append $found "controllers.env.vars.JANGAR_MIGRATIONS" }}
  {{- end }}
  {{- if include "agents.manifest6" . }}
    {{- $found = append $found "controllers.env.vars.AGENTS_MIGRATIONS" }}
  {{- end }}
  {{- if include "agents.manifest7" . }}
    {{- $found = append $found "controllers.env.vars.JANGAR_SKIP_MIGRATIONS" }}
  {{- end }}
  {{- if include "agents.manifest8" . }}
    {{- $found = append $found "controllers.env.vars.AGENTS_SKIP_MIGRATIONS" }}
  {{- end }}
  {{- if .Values.controllers.enabled }}
    {{- range .Values.env.extra }}
      {{- $skips := or
          (not (or (eq .name "JANGAR_SKIP_MIGRATIONS") (eq .name "AGENTS_SKIP_MIGRATIONS")))
          (eq .value "1") }}
      {{- if or (eq .name "JANGAR_MIGRATIONS") (eq .name "AGENTS_MIGRATIONS") }}
        {{- $lower := .value | trim }}
        {{- $items := include "agents.manifest5" $ | printf "%s\n" | fromYamlArray }}
        {{- range $items }}
          {{- $lower = $lower | replace . (. | lower) }}
        {{- end }}
        {{- $skips = has $lower (include "agents.manifest4" $ | printf "%s\n" | fromYamlArray) }}
      {{- end }}
      {{- if not $skips }}
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
  {{- fail (printf "%s: the controllers never migrate the database; remove it, or set it to skip (1 for SKIP_MIGRATIONS), and use migrations.mode for the control plane"
      (join ", " $found)) }}
{{- end }}
{{- if and .Values.migrations.job.enabled (not .Values.migrations.job.command) }}
  {{- fail "migrations.job.command: the Job has nothing to run; say what migrates, or set migrations.job.enabled to false" }}
{{- end }}
{{- if and .Values.migrations.job.enabled .Values.database.createSecret.enabled }}
  {{- fail "migrations.job: before an installation there is no Secret of database.createSecret yet; name one that exists in database.secretRef" }}
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
{{- if not (or .Values.database.createSecret.enabled (not .Values.database.url)) }}
  {{- fail "database.url: it would stand in the Deployment for all to read; set database.createSecret.enabled to true, or put it into a Secret and name that in database.secretRef" }}
{{- end }}
{{- if and .Values.database.createSecret.enabled (not .Values.database.url) }}
  {{- fail "database.createSecret: the Secret needs a URL; set database.url, or name a Secret in database.secretRef" }}
{{- end }}
{{- if and .Values.database.createSecret.enabled .Values.database.secretRef.name }}
  {{- fail "database: createSecret and secretRef are two Secrets for one URL; use one of them" }}
{{- end }}
{{- if and .Values.podSecurityAdmission.createNamespace
    (eq (include "agents.namespace" .) .Release.Namespace) }}
  {{- fail (printf `podSecurityAdmission.createNamespace: "%s" is the namespace of the release, which cannot be a part of it; label it when you make it, or set namespaceOverride`
      (include "agents.namespace" .)) }}
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
{{- if not (or (not .Values.autoscaling.enabled)
    (gt (int64 .Values.autoscaling.targetCPUUtilizationPercentage) 0)
    (gt (int64 .Values.autoscaling.targetMemoryUtilizationPercentage) 0)) }}
  {{- fail "autoscaling: nothing says when to scale; set targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage" }}
{{- end }}
{{- if not (or (not .Values.podDisruptionBudget.enabled) (and
    (kindIs "string" .Values.podDisruptionBudget.minAvailable)
    (eq .Values.podDisruptionBudget.minAvailable "")) (and
    (kindIs "string" .Values.podDisruptionBudget.maxUnavailable)
    (eq .Values.podDisruptionBudget.maxUnavailable ""))) }}
  {{- fail "podDisruptionBudget: Kubernetes takes minAvailable or maxUnavailable, not both; leave one of them empty" }}
{{- end }}
{{- if and .Values.controllers.autoscaling.enabled (lt
    (int64 .Values.controllers.autoscaling.maxReplicas)
    (int64 .Values.controllers.autoscaling.minReplicas)) }}
  {{- fail "controllers.autoscaling.maxReplicas: there cannot be fewer pods at most than at least; raise it, or lower minReplicas" }}
{{- end }}
{{- if not (or (not .Values.controllers.autoscaling.enabled)
    (gt (int64 .Values.controllers.autoscaling.targetCPUUtilizationPercentage) 0)
    (gt (int64 .Values.controllers.autoscaling.targetMemoryUtilizationPercentage) 0)) }}
  {{- fail "controllers.autoscaling: nothing says when to scale; set targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage" }}
{{- end }}
{{- if not (or (not .Values.controllers.podDisruptionBudget.enabled) (and
    (kindIs "string" .Values.controllers.podDisruptionBudget.minAvailable)
    (eq .Values.controllers.podDisruptionBudget.minAvailable "")) (and
    (kindIs "string" .Values.controllers.podDisruptionBudget.maxUnavailable)
    (eq .Values.controllers.podDisruptionBudget.maxUnavailable ""))) }}
  {{- fail "controllers.podDisruptionBudget: Kubernetes takes minAvailable or maxUnavailable, not both; leave one of them empty" }}
{{- end }}
{{- if and (has "*" .Values.controller.namespaces) (ne (len .Values.controller.namespaces) 1) }}
  {{- fail "controller.namespaces: * stands for all namespaces; remove the others" }}
{{- end }}
{{- if not (or .Values.rbac.clusterScoped (and (ge 1 (len .Values.controller.namespaces))
    (not (has "*" .Values.controller.namespaces)))) }}
  {{- fail "controller.namespaces: several namespaces, or *, need a ClusterRole; set rbac.clusterScoped to true, or name one" }}
{{- end }}
{{- if not (or .Values.rbac.clusterScoped (not .Values.controller.namespaces)
    (eq (first .Values.controller.namespaces) (include "agents.namespace" .))) }}
  {{- fail (printf `controller.namespaces: the Role holds in "%s" only, not in "%s"; set rbac.clusterScoped to true, or install into that namespace`
      (include "agents.namespace" .) (first .Values.controller.namespaces)) }}
{{- end }}
{{- if and (has "*" .Values.orchestrationController.namespaces)
    (ne (len .Values.orchestrationController.namespaces) 1) }}
  {{- fail "orchestrationController.namespaces: * stands for all namespaces; remove the others" }}
{{- end }}
{{- if not (or .Values.rbac.clusterScoped (and
    (ge 1 (len .Values.orchestrationController.namespaces))
    (not (has "*" .Values.orchestrationController.namespaces)))) }}
  {{- fail "orchestrationController.namespaces: several namespaces, or *, need a ClusterRole; set rbac.clusterScoped to true, or name one" }}
{{- end }}
{{- if not (or .Values.rbac.clusterScoped (not .Values.orchestrationController.namespaces)
    (eq (first .Values.orchestrationController.namespaces) (include "agents.namespace" .))) }}
  {{- fail (printf `orchestrationController.namespaces: the Role holds in "%s" only, not in "%s"; set rbac.clusterScoped to true, or install into that namespace`
      (include "agents.namespace" .) (first .Values.orchestrationController.namespaces)) }}
{{- end }}
{{- if and (has "*" .Values.supportingController.namespaces)
    (ne (len .Values.supportingController.namespaces) 1) }}
  {{- fail "supportingController.namespaces: * stands for all namespaces; remove the others" }}
{{- end }}
{{- if not (or .Values.rbac.clusterScoped (and
    (ge 1 (len .Values.supportingController.namespaces))
    (not (has "*" .Values.supportingController.namespaces)))) }}
  {{- fail "supportingController.namespaces: several namespaces, or *, need a ClusterRole; set rbac.clusterScoped to true, or name one" }}
{{- end }}
{{- if not (or .Values.rbac.clusterScoped (not .Values.supportingController.namespaces)
    (eq (first .Values.supportingController.namespaces) (include "agents.namespace" .))) }}
  {{- fail (printf `supportingController.namespaces: the Role holds in "%s" only, not in "%s"; set rbac.clusterScoped to true, or install into that namespace`
      (include "agents.namespace" .) (first .Values.supportingController.namespaces)) }}
{{- end }}
{{- end }}
