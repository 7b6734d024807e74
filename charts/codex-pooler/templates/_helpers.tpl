{{- define "codex-pooler.metadata" -}}
name: {{ include "codex-pooler.appName" . | quote }}
namespace: {{ .Release.Namespace | quote }}
labels:
  {{- include "codex-pooler.labelsOfApp" . | nindent 2 }}
{{- end }}

{{- define "codex-pooler.appName" -}}
{{ include "codex-pooler.fullname" . }}-app
{{- end }}

{{- define "codex-pooler.fullname" -}}
{{ .Values.fullnameOverride | default .Release.Name }}
{{- end }}

{{- define "codex-pooler.labelsOfApp" -}}
{{- include "codex-pooler.commonLabels" . }}
app.kubernetes.io/component: app
{{- end }}

{{- define "codex-pooler.commonLabels" -}}
app.kubernetes.io/name: {{ include "codex-pooler.appKubernetesIoName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | quote }}
{{- end }}

{{- define "codex-pooler.appKubernetesIoName" -}}
{{ .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{- define "codex-pooler.selector" -}}
matchLabels:
  {{- include "codex-pooler.selectorOfApp" . | nindent 2 }}
{{- end }}

{{- define "codex-pooler.selectorOfApp" -}}
app.kubernetes.io/name: {{ include "codex-pooler.appKubernetesIoName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: app
{{- end }}

{{- define "codex-pooler.credentialsChecksum" -}}
{{- if .Values.secrets.create }}
checksum/secret: {{ include "codex-pooler.releaseSecretData" . | printf "%s\n" | fromYaml
    | toRawJson | sha256sum | quote }}
{{- else }}
{}
{{- end }}
{{- end }}

{{- define "codex-pooler.releaseSecretData" -}}
{{- $releaseSecretData := include "codex-pooler.secretData" . | fromYaml }}
{{- if and .Values.clustering.enabled (not .Values.clustering.cookie.existingSecret) }}
  {{- $_ := set $releaseSecretData .Values.clustering.cookie.existingSecretKey
      .Values.clustering.cookie.value }}
{{- end }}
{{- toYaml $releaseSecretData }}
{{- end }}

{{- define "codex-pooler.secretData" -}}
database-url: {{ .Values.secrets.databaseUrl | quote }}
secret-key-base: {{ .Values.secrets.secretKeyBase | quote }}
totp-encryption-key: {{ .Values.secrets.totpEncryptionKey | quote }}
totp-key-version: {{ .Values.secrets.totpKeyVersion | quote }}
upstream-secret-key: {{ .Values.secrets.upstreamSecretKey | quote }}
upstream-secret-key-version: {{ .Values.secrets.upstreamSecretKeyVersion | quote }}
{{- end }}

{{- define "codex-pooler.serviceAccountName" -}}
{{- if .Values.serviceAccount.name }}
{{- .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create }}
{{- include "codex-pooler.fullname" . }}
{{- else }}
{{- "default" }}
{{- end }}
{{- end }}

{{- define "codex-pooler.headlessName" -}}
{{ .Values.clustering.headlessService.nameOverride | default
    (printf "%s-cluster" (include "codex-pooler.fullname" .)) }}
{{- end }}

{{- define "codex-pooler.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "codex-pooler.settingsEnv" -}}
- name: ECTO_IPV6
  value: {{ .Values.config.ectoIpv6 | quote }}
- name: ERL_MAX_PORTS
  value: {{ .Values.config.erlMaxPorts | quote }}
- name: LANG
  value: {{ .Values.config.lang | quote }}
- name: LC_ALL
  value: {{ .Values.config.lcAll | quote }}
- name: OBAN_JOBS_QUEUE_LIMIT
  value: {{ .Values.config.obanJobsQueueLimit | quote }}
- name: OBAN_SHUTDOWN_GRACE_PERIOD_MS
  value: {{ .Values.config.obanShutdownGracePeriodMs | quote }}
- name: PHX_HOST
  value: {{ .Values.config.host | quote }}
- name: POOL_SIZE
  value: {{ int64 .Values.config.poolSize | quote }}
- name: PORT
  value: {{ int64 .Values.config.port | quote }}
{{- end }}

{{- define "codex-pooler.credentialsEnv" -}}
{{- $secretName := include "codex-pooler.secretName" . -}}
- name: CODEX_POOLER_TOTP_ENCRYPTION_KEY
  valueFrom:
    secretKeyRef:
      name: {{ $secretName | quote }}
      key: totp-encryption-key
- name: CODEX_POOLER_TOTP_KEY_VERSION
  valueFrom:
    secretKeyRef:
      name: {{ $secretName | quote }}
      key: totp-key-version
- name: CODEX_POOLER_UPSTREAM_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ $secretName | quote }}
      key: upstream-secret-key
- name: CODEX_POOLER_UPSTREAM_SECRET_KEY_VERSION
  valueFrom:
    secretKeyRef:
      name: {{ $secretName | quote }}
      key: upstream-secret-key-version
- name: DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ $secretName | quote }}
      key: database-url
- name: SECRET_KEY_BASE
  valueFrom:
    secretKeyRef:
      name: {{ $secretName | quote }}
      key: secret-key-base
{{- end }}

{{- define "codex-pooler.secretName" -}}
{{- if or .Values.secrets.create (not .Values.secrets.existingSecret) }}
{{- include "codex-pooler.ownSecretName" . }}
{{- else }}
{{- .Values.secrets.existingSecret }}
{{- end }}
{{- end }}

{{- define "codex-pooler.ownSecretName" -}}
{{ include "codex-pooler.fullname" . }}-secrets
{{- end }}

{{- define "codex-pooler.memberEnv" -}}
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: POD_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: DNS_CLUSTER_QUERY
  value: {{ .Values.clustering.query | default (printf "%s.%s.svc.cluster.local"
      (include "codex-pooler.headlessName" .) .Release.Namespace) | quote }}
- name: ERL_AFLAGS
  value: {{ printf "-kernel inet_dist_listen_min %s inet_dist_listen_max %s"
      (include "codex-pooler.distributionPort" .) (include "codex-pooler.distributionPort" .)
      | quote }}
- name: ERL_EPMD_PORT
  {{- $epmdPort := .Values.clustering.epmdPort }}
  {{- if kindIs "string" .Values.clustering.epmdPort }}
    {{- $epmdPort = atoi .Values.clustering.epmdPort }}
  {{- end }}
  value: {{ int64 $epmdPort | quote }}
- name: RELEASE_COOKIE
  valueFrom:
    secretKeyRef:
      {{- with .Values.clustering.cookie.existingSecret }}
      name: {{ . | quote }}
      {{- else }}
      name: {{ include "codex-pooler.secretName" . | quote }}
      {{- end }}
      key: {{ .Values.clustering.cookie.existingSecretKey | quote }}
- name: RELEASE_DISTRIBUTION
  value: name
- name: RELEASE_NODE
  value: codex_pooler@$(POD_IP)
{{- end }}

{{- define "codex-pooler.distributionPort" -}}
{{- $distributionPort := .Values.clustering.distributionPort }}
{{- if kindIs "string" .Values.clustering.distributionPort }}
  {{- $distributionPort = atoi .Values.clustering.distributionPort }}
{{- end }}
{{- int64 $distributionPort }}
{{- end }}

{{- define "codex-pooler.ports" -}}
- name: epmd
  {{- if kindIs "string" .Values.clustering.epmdPort }}
  containerPort: {{ atoi .Values.clustering.epmdPort }}
  {{- else }}
  containerPort: {{ .Values.clustering.epmdPort | int64 }}
  {{- end }}
- name: distribution
  {{- if kindIs "string" .Values.clustering.distributionPort }}
  containerPort: {{ atoi .Values.clustering.distributionPort }}
  {{- else }}
  containerPort: {{ .Values.clustering.distributionPort | int64 }}
  {{- end }}
{{- end }}

{{- define "codex-pooler.httpHeaders" -}}
- name: X-Forwarded-Proto
  value: https
{{- end }}

{{- define "codex-pooler.selectorOfObanWorker" -}}
app.kubernetes.io/name: {{ include "codex-pooler.appKubernetesIoName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: oban-worker
{{- end }}

{{- define "codex-pooler.selectorOfObanScheduler" -}}
app.kubernetes.io/name: {{ include "codex-pooler.appKubernetesIoName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: oban-scheduler
{{- end }}

{{- define "codex-pooler.migrationsName" -}}
{{ include "codex-pooler.fullname" . }}-migrations
{{- end }}

{{- define "codex-pooler.migrationLabels" -}}
{{- include "codex-pooler.commonLabels" . }}
app.kubernetes.io/component: migrations
{{- end }}

{{- define "codex-pooler.migrationSecretName" -}}
{{- if .Values.secrets.create }}
{{- include "codex-pooler.migrationsName" . }}
{{- else }}
{{- include "codex-pooler.existingSecretName" . }}
{{- end }}
{{- end }}

{{- define "codex-pooler.existingSecretName" -}}
{{ .Values.secrets.existingSecret | default (include "codex-pooler.ownSecretName" .) }}
{{- end }}

{{/* Refuses what the schema of the values cannot; every manifest begins with it. */}}
{{- define "codex-pooler.validate" -}}
{{- if gt
    (ternary (len .Release.Name) (len .Values.fullnameOverride) (empty .Values.fullnameOverride))
    52 }}
  {{- fail (printf `fullnameOverride: "%s" is too long for the names that begin with it; set it to at most 52 characters`
      (include "codex-pooler.fullname" .)) }}
{{- end }}
{{- if or (lt (include "codex-pooler.fullname" .) "a")
    (contains "." (include "codex-pooler.fullname" .)) }}
  {{- fail (printf `fullnameOverride: "%s" is no name for a Service, which begins with a letter and has no dot; choose another one`
      (include "codex-pooler.fullname" .)) }}
{{- end }}
{{- if eq .Values.image.tag "latest" }}
  {{- fail "image.tag: latest is another image tomorrow; name a release, or leave it empty for the one of the chart" }}
{{- end }}
{{- if and .Values.app.websocketContinuity.ownerForwarding.enabled
    (not .Values.clustering.enabled) }}
  {{- fail "app.websocketContinuity.ownerForwarding.enabled: pods forward over the cluster; set clustering.enabled to true" }}
{{- end }}
{{- if and .Values.app.websocketContinuity.ownerForwarding.enabled
    (not .Values.clustering.participants.app) }}
  {{- fail "app.websocketContinuity.ownerForwarding.enabled: the app is no member of the cluster; set clustering.participants.app to true" }}
{{- end }}
{{- if not (or (not .Values.app.enabled) (eq (int64 .Values.app.replicaCount) 1) (and
    .Values.clustering.enabled .Values.clustering.participants.app
    .Values.app.websocketContinuity.ownerForwarding.enabled
    .Values.app.websocketContinuity.allowUnsafeMultiReplica)) }}
  {{- fail "app.replicaCount: several replicas have to reach each other's sessions; set clustering.enabled, clustering.participants.app, app.websocketContinuity.ownerForwarding.enabled and app.websocketContinuity.allowUnsafeMultiReplica to true, or replicaCount to 1" }}
{{- end }}
{{- if and .Values.app.enabled .Values.app.lifecycle.preStop.enabled (lt
    (int64 .Values.app.terminationGracePeriodSeconds) (add (add
    .Values.app.lifecycle.preStop.drainTimeoutSeconds .Values.app.lifecycle.preStop.sleepSeconds)
    17)) }}
  {{- fail (printf "app.terminationGracePeriodSeconds: is %d, but lifecycle.preStop takes up to %d; set at least that, or shorten drainTimeoutSeconds or sleepSeconds"
      (int64 .Values.app.terminationGracePeriodSeconds) (add (add
      .Values.app.lifecycle.preStop.drainTimeoutSeconds
      .Values.app.lifecycle.preStop.sleepSeconds) 17)) }}
{{- end }}
{{- if and .Values.oban.worker.enabled (lt
    (mul .Values.oban.worker.terminationGracePeriodSeconds 1000)
    (atoi .Values.config.obanShutdownGracePeriodMs)) }}
  {{- fail (printf "oban.worker.terminationGracePeriodSeconds: is %d, but jobs have %s ms (config.obanShutdownGracePeriodMs); set at least that, or give them less"
      (int64 .Values.oban.worker.terminationGracePeriodSeconds)
      .Values.config.obanShutdownGracePeriodMs) }}
{{- end }}
{{- if and .Values.app.enabled .Values.app.podDisruptionBudget.enabled
    (gt (int64 .Values.app.replicaCount) 1) (or (and
    (not (kindIs "string" .Values.app.podDisruptionBudget.minAvailable))
    (ge (int64 .Values.app.podDisruptionBudget.minAvailable) (int64 .Values.app.replicaCount))) (
    and (kindIs "string" .Values.app.podDisruptionBudget.minAvailable) (lt (printf "%s%%"
    (printf "%3d" (div (mul 100 (sub .Values.app.replicaCount 1)) .Values.app.replicaCount)))
    (printf "%4s" .Values.app.podDisruptionBudget.minAvailable)))) }}
  {{- fail "app.podDisruptionBudget.minAvailable: no pod may go, so no node could be drained; set it below app.replicaCount (shares are rounded up)" }}
{{- end }}
{{- if not (or (not .Values.app.service.sessionAffinityConfig)
    (eq .Values.app.service.sessionAffinity "ClientIP")) }}
  {{- fail "app.service.sessionAffinityConfig: only ClientIP has one; set app.service.sessionAffinity to ClientIP, or remove it" }}
{{- end }}
{{- if and (or (eq (toString .Values.app.strategy.maxUnavailable) "0")
    (eq (toString .Values.app.strategy.maxUnavailable) "0%")) (or
    (eq (toString .Values.app.strategy.maxSurge) "0")
    (eq (toString .Values.app.strategy.maxSurge) "0%")) }}
  {{- fail "app.strategy: no pod may be missing and none may come in addition, so none can be replaced; raise maxSurge or maxUnavailable" }}
{{- end }}
{{- if and (or (eq (toString .Values.oban.worker.strategy.maxUnavailable) "0")
    (eq (toString .Values.oban.worker.strategy.maxUnavailable) "0%")) (or
    (eq (toString .Values.oban.worker.strategy.maxSurge) "0")
    (eq (toString .Values.oban.worker.strategy.maxSurge) "0%")) }}
  {{- fail "oban.worker.strategy: no pod may be missing and none may come in addition, so none can be replaced; raise maxSurge or maxUnavailable" }}
{{- end }}
{{- if and (or (eq (toString .Values.oban.scheduler.strategy.maxUnavailable) "0")
    (eq (toString .Values.oban.scheduler.strategy.maxUnavailable) "0%")) (or
    (eq (toString .Values.oban.scheduler.strategy.maxSurge) "0")
    (eq (toString .Values.oban.scheduler.strategy.maxSurge) "0%")) }}
  {{- fail "oban.scheduler.strategy: no pod may be missing and none may come in addition, so none can be replaced; raise maxSurge or maxUnavailable" }}
{{- end }}
{{- if and .Values.clustering.enabled (not .Values.clustering.query)
    (not .Values.clustering.headlessService.enabled) }}
  {{- fail "clustering.query: without the headless Service nothing names the members; set it, or clustering.headlessService.enabled to true" }}
{{- end }}
{{- if and .Values.clustering.enabled
    (eq (include "codex-pooler.headlessName" .) (include "codex-pooler.appName" .)) }}
  {{- fail (printf `clustering.headlessService.nameOverride: "%s" is the Service of the app; choose another one`
      (include "codex-pooler.headlessName" .)) }}
{{- end }}
{{- if and .Values.clustering.enabled .Values.secrets.create
    (not .Values.clustering.cookie.existingSecret) (not .Values.clustering.cookie.value) }}
  {{- fail "clustering.cookie: the Secret that is made has no cookie; set clustering.cookie.value, or name a Secret in clustering.cookie.existingSecret" }}
{{- end }}
{{- if and .Values.secrets.create (or
    (eq (include "codex-pooler.ownSecretName" .) .Values.clustering.cookie.existingSecret)
    (eq (include "codex-pooler.migrationsName" .) .Values.clustering.cookie.existingSecret)) }}
  {{- fail (printf `clustering.cookie.existingSecret: "%s" is what secrets.create makes; set clustering.cookie.value, or name another Secret`
      .Values.clustering.cookie.existingSecret) }}
{{- end }}
{{- if and .Values.clustering.enabled .Values.secrets.create (or
    (eq .Values.clustering.cookie.existingSecretKey "database-url")
    (eq .Values.clustering.cookie.existingSecretKey "secret-key-base")
    (eq .Values.clustering.cookie.existingSecretKey "totp-encryption-key")
    (eq .Values.clustering.cookie.existingSecretKey "totp-key-version")
    (eq .Values.clustering.cookie.existingSecretKey "upstream-secret-key")
    (eq .Values.clustering.cookie.existingSecretKey "upstream-secret-key-version")) }}
  {{- fail (printf `clustering.cookie.existingSecretKey: "%s" has another meaning in the Secret that is made; choose another key`
      .Values.clustering.cookie.existingSecretKey) }}
{{- end }}
{{- $all := .Values.clustering.enabled }}
{{- if $all }}
  {{- $distributionPort := .Values.clustering.distributionPort }}
  {{- if kindIs "string" .Values.clustering.distributionPort }}
    {{- $distributionPort = atoi .Values.clustering.distributionPort }}
  {{- end }}
  {{- $any := gt (int64 $distributionPort) 65535 }}
  {{- if not $any }}
    {{- $epmdPort := .Values.clustering.epmdPort }}
    {{- if kindIs "string" .Values.clustering.epmdPort }}
      {{- $epmdPort = atoi .Values.clustering.epmdPort }}
    {{- end }}
    {{- $any = gt (int64 $epmdPort) 65535 }}
  {{- end }}
  {{- $all = $any }}
{{- end }}
{{- if $all }}
  {{- fail "clustering: distributionPort and epmdPort must be at most 65535; choose others" }}
{{- end }}
{{- $all2 := .Values.clustering.enabled }}
{{- if $all2 }}
  {{- $distributionPort := .Values.clustering.distributionPort }}
  {{- if kindIs "string" .Values.clustering.distributionPort }}
    {{- $distributionPort = atoi .Values.clustering.distributionPort }}
  {{- end }}
  {{- $epmdPort := .Values.clustering.epmdPort }}
  {{- if kindIs "string" .Values.clustering.epmdPort }}
    {{- $epmdPort = atoi .Values.clustering.epmdPort }}
  {{- end }}
  {{- $all2 = or (eq (int64 $distributionPort) (int64 $epmdPort))
      (eq (int64 $distributionPort) (int64 .Values.config.port))
      (eq (int64 $epmdPort) (int64 .Values.config.port)) }}
{{- end }}
{{- if $all2 }}
  {{- fail "clustering: distributionPort, epmdPort and config.port must differ; choose others" }}
{{- end }}
{{- if not (or (not .Values.secrets.create) (not .Values.secrets.existingSecret)
    (eq .Values.secrets.existingSecret "codex-pooler-secrets")) }}
  {{- fail (printf `secrets.existingSecret: "%s" is yours, and secrets.create makes another one; remove it, or set secrets.create to false`
      .Values.secrets.existingSecret) }}
{{- end }}
{{- if and .Values.secrets.create (not .Values.secrets.databaseUrl) }}
  {{- fail "secrets.databaseUrl: is empty; set it, or secrets.create to false" }}
{{- end }}
{{- $result := 0 }}
{{- $items := splitList "" .Values.secrets.secretKeyBase }}
{{- range $items }}
  {{- $result = add $result
      (ternary 1 (ternary 2 (ternary 3 4 (lt . "𐀀")) (lt . "ࠀ")) (lt . "\u0080")) }}
{{- end }}
{{- if and .Values.secrets.create (lt $result 64) }}
  {{- fail "secrets.secretKeyBase: is shorter than 64 bytes; set a longer text, or secrets.create to false" }}
{{- end }}
{{- $any := not .Values.secrets.create }}
{{- if not $any }}
  {{- $result2 := 0 }}
  {{- $items := splitList "" .Values.secrets.totpEncryptionKey }}
  {{- range $items }}
    {{- $result2 = add $result2
        (ternary 1 (ternary 2 (ternary 3 4 (lt . "𐀀")) (lt . "ࠀ")) (lt . "\u0080")) }}
  {{- end }}
  {{- $any = eq $result2 32 }}
{{- end }}
{{- if not $any }}
  {{- $any = and (eq (splitList "" .Values.secrets.totpEncryptionKey | len) 44)
      (hasSuffix "=" .Values.secrets.totpEncryptionKey) (eq (.Values.secrets.totpEncryptionKey
      | trimAll "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") "=") }}
{{- end }}
{{- if not $any }}
  {{- fail "secrets.totpEncryptionKey: is neither 32 bytes nor 32 bytes in base64; set such a key, or secrets.create to false" }}
{{- end }}
{{- $any2 := not .Values.secrets.create }}
{{- if not $any2 }}
  {{- $result2 := 0 }}
  {{- $items := splitList "" .Values.secrets.upstreamSecretKey }}
  {{- range $items }}
    {{- $result2 = add $result2
        (ternary 1 (ternary 2 (ternary 3 4 (lt . "𐀀")) (lt . "ࠀ")) (lt . "\u0080")) }}
  {{- end }}
  {{- $any2 = eq $result2 32 }}
{{- end }}
{{- if not $any2 }}
  {{- $any2 = and (eq (splitList "" .Values.secrets.upstreamSecretKey | len) 44)
      (hasSuffix "=" .Values.secrets.upstreamSecretKey) (eq (.Values.secrets.upstreamSecretKey
      | trimAll "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") "=") }}
{{- end }}
{{- if not $any2 }}
  {{- fail "secrets.upstreamSecretKey: is neither 32 bytes nor 32 bytes in base64; set such a key, or secrets.create to false" }}
{{- end }}
{{- $hosts := list }}
{{- range .Values.ingress.hosts }}
  {{- $hosts = append $hosts .host }}
{{- end }}
{{- if and .Values.app.enabled .Values.ingress.enabled (not (has .Values.config.host $hosts)) }}
  {{- fail (printf
      `ingress.hosts: config.host is "%s", which is none of them; add it, or change config.host`
      .Values.config.host) }}
{{- end }}
{{- if and .Values.app.enabled .Values.ingress.enabled (has "codex-pooler.example.com" $hosts) }}
  {{- fail "ingress.hosts: codex-pooler.example.com is only an example; set ingress.hosts and config.host to your own" }}
{{- end }}
{{- if ne (empty .Values.monitoring.serviceMonitor.bearerTokenSecret.name)
    (empty .Values.monitoring.serviceMonitor.bearerTokenSecret.key) }}
  {{- fail "monitoring.serviceMonitor.bearerTokenSecret: needs both name and key; set both, or none" }}
{{- end }}
{{- end }}
