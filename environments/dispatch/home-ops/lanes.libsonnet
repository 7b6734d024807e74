// The lanes of home-ops.
[
  {
    id: 'local',
    title: 'Local',
    claimable: true,
    role: 'default',
    description: 'Local model lane (nvidia) — the default: all groomed, ready work starts here.',
    color: '#3b82f6',
  },
  {
    id: 'frontier',
    title: 'Frontier',
    claimable: true,
    role: 'escalation',
    description: 'Escalation lane (MiniMax-M3 via litellm) — fed by the bridge when local attempts are exhausted, not by grooming.',
    color: '#f97316',
  },
  {
    id: 'backlog',
    title: 'Backlog',
    claimable: false,
    description: 'Needs grooming before work can start. Not directly claimable.',
    color: '#6b7280',
  },
]
