// Lane configurations that dispatch would not take, and the sentences with which they are refused.

/** A lane that is right, unless `more` says otherwise. */
export const lane = (id: string, more: object = {}): object => ({ id, title: id, claimable: true, ...more });

/** What is wrong, the lanes, and what the refusal says. */
export const wrongLanes: readonly (readonly [string, readonly unknown[], string])[] = [
  [
    'two lanes of one id',
    [lane('a'), lane('b'), lane('a')],
    'config.lanes: lane ids must be unique, "a" occurs more than once; rename one',
  ],
  [
    'no claimable lane',
    [lane('a', { claimable: false })],
    'config.lanes: no lane is claimable, so no agent could take work; set claimable to true on one of them',
  ],
  [
    'two claimable lanes of one role',
    [lane('a', { role: 'default' }), lane('b', { role: 'default' })],
    'config.lanes: only one claimable lane may have the role "default"; remove it from the others',
  ],
  [
    'two escalation lanes',
    [lane('a', { role: 'escalation' }), lane('b', { role: 'escalation' })],
    'config.lanes: only one claimable lane may have the role "escalation"; remove it from the others',
  ],
  ['no lane', [], 'config.lanes: must be a list of at least 1, is a list'],
  [
    'a role that does not exist',
    [lane('a', { role: 'primary' })],
    'config.lanes[0].role: must be "default" or "escalation", is the string "primary"',
  ],
  [
    'a boolean as text',
    [lane('a', { claimable: 'true' })],
    'config.lanes[0].claimable: must be true or false, is the string "true"',
  ],
  ['an empty id', [lane('')], 'config.lanes[0].id: must be no shorter than 1, is the string ""'],
  ['no title', [{ id: 'a', claimable: true }], 'config.lanes[0].title: must be set'],
  [
    'a misspelt key',
    [lane('a', { colour: '#3b82f6' })],
    'config.lanes[0].colour: unknown key, did you mean "color"?',
  ],
  ['a lane that is no map', ['local'], 'config.lanes[0]: must be a map, is the string "local"'],
];
