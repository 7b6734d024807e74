// What the Secret `existingSecret` has to hold: one entry per key, named as the environment variable.
// `needed(values)` says whether the values make the key necessary, unless `env` sets it; `instead` names keys that
// together do as well.
local always(values) = true;
local never(values) = false;
local mode(name) = function(values) values.config.authMode == name;
local groomer(values) = values.config.groomer.enabled;

local key(name, description) = {
  key: name,
  description: description,
  when: 'optional',
  needed:: never,
};

[
  key('DISPATCH_AGENT_TOKEN', 'Bearer token of dispatch itself, for agents and for the scheduler; not a GitHub token.')
  + { when: 'always', needed:: always },
  key('GITHUB_TOKEN', 'GitHub token for the tracked repositories.')
  + {
    when: 'always, or the three keys of a GitHub App',
    needed:: always,
    instead: ['GITHUB_APP_ID', 'GITHUB_APP_INSTALLATION_ID', 'GITHUB_APP_PRIVATE_KEY'],
  },
  key('GITHUB_APP_ID', 'Id of a GitHub App, instead of GITHUB_TOKEN.'),
  key('GITHUB_APP_INSTALLATION_ID', 'Id of its installation.'),
  key('GITHUB_APP_PRIVATE_KEY', 'Its private key, PEM.'),
  key('DATABASE_URL', 'URL of the Postgres database. The alias DISPATCH_DATABASE_URL does not reach the migration.')
  + { when: 'database.existingSecret is empty', needed(values):: values.database.existingSecret == '' },

  key('DISPATCH_AUTH_MODE', 'basic, oidc or disabled. Anything else, or nothing, leaves only bearer tokens.')
  + { when: 'optional, with an empty config.authMode' },
  key('DISPATCH_AUTH_USERNAME', 'User name of the operator.') + { when: 'basic', needed:: mode('basic') },
  key('DISPATCH_AUTH_PASSWORD', 'Password of the operator.') + { when: 'basic', needed:: mode('basic') },
  key('DISPATCH_OIDC_ISSUER', 'Issuer, or the URL of its discovery document.') + { when: 'oidc', needed:: mode('oidc') },
  key('DISPATCH_OIDC_CLIENT_ID', 'Client id.') + { when: 'oidc', needed:: mode('oidc') },
  key('DISPATCH_OIDC_CLIENT_SECRET', 'Client secret.') + { when: 'oidc', needed:: mode('oidc') },
  key('NEXTAUTH_SECRET', 'Signs the sessions.') + { when: 'oidc', needed:: mode('oidc') },
  key('NEXTAUTH_URL', 'Where people reach dispatch; callbacks go to /api/auth/callback/oidc under it.')
  + { when: 'oidc', needed:: mode('oidc') },

  key('DISPATCH_LLM_API_KEY', 'Key of the groomer for its model.') + { when: 'config.groomer.enabled', needed:: groomer },
  key('DISPATCH_LLM_BASE_URL', 'Base URL of the model.')
  + {
    when: 'config.groomer.enabled with an empty config.llmBaseUrl',
    needed(values):: groomer(values) && values.config.llmBaseUrl == '',
  },
  key('DISPATCH_GROOMER_MODEL', 'Name of the model.')
  + {
    when: 'config.groomer.enabled with an empty config.groomer.model',
    needed(values):: groomer(values) && values.config.groomer.model == '',
  },

  key('DISPATCH_WORKER_TOKEN', 'Bearer token of the worker tier; must differ from the other tokens.'),
  key('DISPATCH_MAINTAINER_TOKEN', 'Another bearer token of the maintainer tier.'),
  key('DISPATCH_GROOMER_TOKEN', 'Another bearer token for POST /api/groomer/run.'),
  key('WEBHOOK_SECRET', 'Secret of the GitHub webhook; without it the endpoint answers 503.'),
  key('PR_FOLLOWUP_BOT_IDENTITIES', 'Accounts whose pull requests are followed up, with commas.'),
]
