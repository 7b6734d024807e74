{{- define "dispatch.commonLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") | quote }}
{{- end }}

{{- define "dispatch.selectorLabels" -}}
{{- $selectorLabels := dict "app.kubernetes.io/name" .Chart.Name
    "app.kubernetes.io/instance" .Release.Name }}
{{- mustMergeOverwrite $selectorLabels .Values.selectorLabels | toYaml }}
{{- end }}

{{- define "dispatch.serviceAccountName" -}}
{{- if .Values.serviceAccount.name }}
{{- .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create }}
{{- .Release.Name }}
{{- else }}
{{- "default" }}
{{- end }}
{{- end }}

{{- define "dispatch.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- with .Values.image.digest }}@{{ . }}{{ end }}
{{- end }}

{{- define "dispatch.env" -}}
{{- $env := include "dispatch.envDefaults" . | fromYaml }}
{{- range $key, $value := .Values.env }}
  {{- $_ := set $env $key $value }}
{{- end }}
{{- range $name, $value := $env }}
- name: {{ $name | quote }}
  {{- if kindIs "map" $value }}
  valueFrom:
    {{- toYaml $value.valueFrom | nindent 4 }}
  {{- else if kindIs "float64" $value }}
  value: {{ int64 $value | quote }}
  {{- else }}
  value: {{ $value | quote }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Computed from the values; .Values.env is merged over it. */}}
{{- define "dispatch.envDefaults" -}}
{{- $intervals := .Values.config.scheduler.intervals -}}
SKIP_DB_MIGRATIONS: "true"
{{- with .Values.database.existingSecret }}
DATABASE_URL:
  valueFrom:
    secretKeyRef:
      name: {{ . | quote }}
      key: {{ $.Values.database.key | quote }}
{{- end }}
{{- with .Values.config.authMode }}
DISPATCH_AUTH_MODE: {{ . }}
{{- end }}
{{- with .Values.config.excludedLabels }}
DISPATCH_EXCLUDED_LABELS: {{ join "," . | quote }}
{{- end }}
DISPATCH_HOSTED_GROOMER_ENABLED: {{ .Values.config.groomer.enabled }}
DISPATCH_GROOMER_DRY_RUN: {{ .Values.config.groomer.dryRun }}
{{- with .Values.config.groomer.model }}
DISPATCH_GROOMER_MODEL: {{ . | quote }}
{{- end }}
DISPATCH_GROOMER_REPO_CONTEXT_ENABLED: {{ .Values.config.groomer.repoContext }}
DISPATCH_LANE_CONFIG_JSON: {{ dict "lanes" .Values.config.lanes
    "laneAliases" .Values.config.laneAliases | toRawJson | quote }}
{{- with .Values.config.llmBaseUrl }}
DISPATCH_LLM_BASE_URL: {{ . | quote }}
{{- end }}
DISPATCH_SCHEDULER_ENABLED: {{ .Values.config.scheduler.enabled }}
{{- if ne (int64 $intervals.syncMs) 900000 }}
DISPATCH_SYNC_INTERVAL_MS: {{ $intervals.syncMs | int64 }}
{{- end }}
{{- if ne (int64 $intervals.groomerMs) 600000 }}
DISPATCH_GROOMER_INTERVAL_MS: {{ $intervals.groomerMs | int64 }}
{{- end }}
{{- if ne (int64 $intervals.prFollowupMs) 900000 }}
DISPATCH_PR_FOLLOWUP_INTERVAL_MS: {{ $intervals.prFollowupMs | int64 }}
{{- end }}
{{- if ne (int64 $intervals.pruneClosedMs) 86400000 }}
DISPATCH_PRUNE_CLOSED_INTERVAL_MS: {{ $intervals.pruneClosedMs | int64 }}
{{- end }}
{{- if ne (int64 $intervals.reconcileMs) 1800000 }}
DISPATCH_RECONCILE_INTERVAL_MS: {{ $intervals.reconcileMs | int64 }}
{{- end }}
{{- if ne (int64 $intervals.staleWorkMs) 300000 }}
DISPATCH_STALE_WORK_INTERVAL_MS: {{ $intervals.staleWorkMs | int64 }}
{{- end }}
{{- if ne (int64 $intervals.prFixSweepMs) 300000 }}
DISPATCH_PR_FIX_SWEEP_INTERVAL_MS: {{ $intervals.prFixSweepMs | int64 }}
{{- end }}
{{- if ne (int64 $intervals.ciFailuresMs) 1800000 }}
DISPATCH_CI_FAILURES_INTERVAL_MS: {{ $intervals.ciFailuresMs | int64 }}
{{- end }}
{{- end }}

{{/* Refuses what the schema of the values cannot; every manifest begins with it. */}}
{{- define "dispatch.validate" -}}
{{- $claimable := false }}
{{- range .Values.config.lanes }}
  {{- if .claimable }}
    {{- $claimable = true }}
  {{- end }}
{{- end }}
{{- if not $claimable }}
  {{- fail "config.lanes: no lane is claimable, so no agent could take work; set claimable to true on one of them" }}
{{- end }}
{{- $duplicates := list }}
{{- range $lane := .Values.config.lanes }}
  {{- $count := 0 }}
  {{- range $.Values.config.lanes }}
    {{- if eq .id $lane.id }}
      {{- $count = add1 $count }}
    {{- end }}
  {{- end }}
  {{- if gt $count 1 }}
    {{- $duplicates = append $duplicates $lane.id }}
  {{- end }}
{{- end }}
{{- if $duplicates }}
  {{- fail (printf
      `config.lanes: lane ids must be unique, "%s" occurs more than once; rename one`
      (first $duplicates)) }}
{{- end }}
{{- $count := 0 }}
{{- range .Values.config.lanes }}
  {{- if and .claimable (eq .role "default") }}
    {{- $count = add1 $count }}
  {{- end }}
{{- end }}
{{- $count2 := 0 }}
{{- range .Values.config.lanes }}
  {{- if and .claimable (eq .role "escalation") }}
    {{- $count2 = add1 $count2 }}
  {{- end }}
{{- end }}
{{- if or (gt $count 1) (gt $count2 1) }}
  {{- fail (printf
      `config.lanes: only one claimable lane may have the role "%s"; remove it from the others`
      (ternary "default" "escalation" (gt $count 1))) }}
{{- end }}
{{- $strayAliases := list }}
{{- $ids := list }}
{{- range .Values.config.lanes }}
  {{- $ids = append $ids .id }}
{{- end }}
{{- range $alias, $value := .Values.config.laneAliases }}
  {{- if not (has $value $ids) }}
    {{- $strayAliases = append $strayAliases (printf `"%s" points to "%s"` $alias $value) }}
  {{- end }}
{{- end }}
{{- if $strayAliases }}
  {{- fail (printf "config.laneAliases: %s, which is no lane id; name a lane, or remove the alias (null removes a default one)"
      (first $strayAliases)) }}
{{- end }}
{{- if or (lt .Release.Name "a") (contains "." .Release.Name) }}
  {{- fail (printf `the release "%s": a Service is called so, whose name begins with a letter and has no dot; choose another name`
      .Release.Name) }}
{{- end }}
{{- if and (not .Values.existingSecret) (not .Values.database.existingSecret)
    (not (hasKey .Values.env "DATABASE_URL")) }}
  {{- fail "existingSecret: is empty, and nothing else says where the database is; name a Secret there or in database.existingSecret, or set env.DATABASE_URL" }}
{{- end }}
{{- if hasKey .Values.env "PORT" }}
  {{- fail "env.PORT: the probes and the Service reach the pods at port 3000; remove it (service.port may be another one)" }}
{{- end }}
{{- if not (or (eq .Values.strategy.type "RollingUpdate") (not .Values.strategy.rollingUpdate)) }}
  {{- fail "strategy.rollingUpdate: only a rolling update has limits; set strategy.type to RollingUpdate, or remove them" }}
{{- end }}
{{- if and (hasKey .Values.strategy.rollingUpdate "maxSurge")
    (hasKey .Values.strategy.rollingUpdate "maxUnavailable") (or
    (eq (toString .Values.strategy.rollingUpdate.maxUnavailable) "0")
    (eq (toString .Values.strategy.rollingUpdate.maxUnavailable) "0%")) (or
    (eq (toString .Values.strategy.rollingUpdate.maxSurge) "0")
    (eq (toString .Values.strategy.rollingUpdate.maxSurge) "0%")) }}
  {{- fail "strategy.rollingUpdate: no pod may be missing and none may come in addition, so none can be replaced; raise maxSurge or maxUnavailable" }}
{{- end }}
{{- if hasKey .Values.env "SKIP_DB_MIGRATIONS" }}
  {{- fail `env.SKIP_DB_MIGRATIONS: pods never migrate, so it is always "true"; remove it (see migrations.enabled)` }}
{{- end }}
{{- if eq (index .Values.selectorLabels "app.kubernetes.io/name")
    (printf "%s-migrate" .Chart.Name) }}
  {{- fail (printf `selectorLabels: "%s-migrate" marks the pods of the migration Job, which must not get traffic; choose another app.kubernetes.io/name`
      .Chart.Name) }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
  {{- fail "httpRoute.parentRefs: an enabled route attaches to no Gateway; name one, or set httpRoute.enabled to false" }}
{{- end }}
{{- end }}
