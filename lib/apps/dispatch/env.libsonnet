// The environment variables that dispatch's values stand for, by name.
//
// A variable hides the key of the same name in the Secret. So a value that says "leave it to the Secret" is not written
// at all, and neither is an interval that equals what the image does by itself.
local env = import '../../patterns/env.libsonnet';

local intervals(values) =
  local given = values.config.scheduler.intervals;
  {
    [if given.syncMs != 900000 then 'DISPATCH_SYNC_INTERVAL_MS']: given.syncMs,
    [if given.groomerMs != 600000 then 'DISPATCH_GROOMER_INTERVAL_MS']: given.groomerMs,
    [if given.prFollowupMs != 900000 then 'DISPATCH_PR_FOLLOWUP_INTERVAL_MS']: given.prFollowupMs,
    [if given.pruneClosedMs != 86400000 then 'DISPATCH_PRUNE_CLOSED_INTERVAL_MS']: given.pruneClosedMs,
    [if given.reconcileMs != 1800000 then 'DISPATCH_RECONCILE_INTERVAL_MS']: given.reconcileMs,
    [if given.staleWorkMs != 300000 then 'DISPATCH_STALE_WORK_INTERVAL_MS']: given.staleWorkMs,
    [if given.prFixSweepMs != 300000 then 'DISPATCH_PR_FIX_SWEEP_INTERVAL_MS']: given.prFixSweepMs,
    [if given.ciFailuresMs != 1800000 then 'DISPATCH_CI_FAILURES_INTERVAL_MS']: given.ciFailuresMs,
  };

function(values)
  local config = values.config;
  local groomer = config.groomer;
  local database = values.database;
  {
    SKIP_DB_MIGRATIONS: 'true',
    [if database.existingSecret != '' then 'DATABASE_URL']: env.fromSecret(database.existingSecret, database.key),
    [if config.authMode != '' then 'DISPATCH_AUTH_MODE']: config.authMode,
    [if config.excludedLabels != [] then 'DISPATCH_EXCLUDED_LABELS']: std.join(',', config.excludedLabels),
    DISPATCH_HOSTED_GROOMER_ENABLED: groomer.enabled,
    DISPATCH_GROOMER_DRY_RUN: groomer.dryRun,
    [if groomer.model != '' then 'DISPATCH_GROOMER_MODEL']: groomer.model,
    DISPATCH_GROOMER_REPO_CONTEXT_ENABLED: groomer.repoContext,
    DISPATCH_LANE_CONFIG_JSON: std.manifestJsonMinified({ lanes: config.lanes, laneAliases: config.laneAliases }),
    [if config.llmBaseUrl != '' then 'DISPATCH_LLM_BASE_URL']: config.llmBaseUrl,
    DISPATCH_SCHEDULER_ENABLED: config.scheduler.enabled,
  } + intervals(values) + values.env
