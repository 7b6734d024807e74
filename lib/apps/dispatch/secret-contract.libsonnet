// What the Secret `existingSecret` has to hold: one entry per key, named as the environment variable.
// `needed(values)` says whether the values make the key necessary, unless `env` sets it; `instead` names keys that
// together do as well.
local always(values) = true;
local never(values) = false;
local database(values) = values.database.existingSecret == '';
local basic(values) = values.config.authMode == 'basic';
local oidc(values) = values.config.authMode == 'oidc';
local groomer(values) = values.config.groomer.enabled;
local groomerUrl(values) = groomer(values) && values.config.llmBaseUrl == '';
local groomerModel(values) = groomer(values) && values.config.groomer.model == '';

local entry(key, needed, when, description) = { key: key, needed:: needed, when: when, description: description };
local optional(key, description) = entry(key, never, 'optional', description);
local app = ['GITHUB_APP_ID', 'GITHUB_APP_INSTALLATION_ID', 'GITHUB_APP_PRIVATE_KEY'];

[
  entry(
    'DISPATCH_AGENT_TOKEN',
    always,
    'always',
    'Bearer token of dispatch itself, for agents and for the scheduler; not a GitHub token.',
  ),
  entry('GITHUB_TOKEN', always, 'always, or the keys of a GitHub App', 'GitHub token for the tracked repositories.')
  + { instead: app },
  optional(app[0], 'Id of a GitHub App, instead of GITHUB_TOKEN.'),
  optional(app[1], 'Id of its installation.'),
  optional(app[2], 'Its private key, PEM.'),
  entry(
    'DATABASE_URL',
    database,
    'database.existingSecret is empty',
    'URL of the Postgres database. The alias DISPATCH_DATABASE_URL does not reach the migration.',
  ),

  entry(
    'DISPATCH_AUTH_MODE',
    never,
    'optional, with an empty config.authMode',
    'basic, oidc or disabled. Anything else, or nothing, leaves only bearer tokens.',
  ),
  entry('DISPATCH_AUTH_USERNAME', basic, 'config.authMode is basic', 'User name of the operator.'),
  entry('DISPATCH_AUTH_PASSWORD', basic, 'config.authMode is basic', 'Password of the operator.'),
  entry('DISPATCH_OIDC_ISSUER', oidc, 'config.authMode is oidc', 'Issuer, or the URL of its discovery document.'),
  entry('DISPATCH_OIDC_CLIENT_ID', oidc, 'config.authMode is oidc', 'Client id.'),
  entry('DISPATCH_OIDC_CLIENT_SECRET', oidc, 'config.authMode is oidc', 'Client secret.'),
  entry('NEXTAUTH_SECRET', oidc, 'config.authMode is oidc', 'Signs the sessions.'),
  entry(
    'NEXTAUTH_URL',
    oidc,
    'config.authMode is oidc',
    'Where people reach dispatch; callbacks go to /api/auth/callback/oidc under it.',
  ),

  entry('DISPATCH_LLM_API_KEY', groomer, 'config.groomer.enabled', 'Key of the groomer for its model.'),
  entry(
    'DISPATCH_LLM_BASE_URL',
    groomerUrl,
    'config.groomer.enabled with an empty config.llmBaseUrl',
    'Base URL of the model.',
  ),
  entry(
    'DISPATCH_GROOMER_MODEL',
    groomerModel,
    'config.groomer.enabled with an empty config.groomer.model',
    'Name of the model.',
  ),

  optional('DISPATCH_WORKER_TOKEN', 'Bearer token of the worker tier; must differ from the other tokens.'),
  optional('DISPATCH_MAINTAINER_TOKEN', 'Another bearer token of the maintainer tier.'),
  optional('DISPATCH_GROOMER_TOKEN', 'Another bearer token for POST /api/groomer/run.'),
  optional('WEBHOOK_SECRET', 'Secret of the GitHub webhook; without it the endpoint answers 503.'),
  optional('PR_FOLLOWUP_BOT_IDENTITIES', 'Accounts whose pull requests are followed up, with commas.'),
]
