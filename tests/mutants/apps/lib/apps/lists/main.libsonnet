// Lists: items under conditions, loops with filters, loops in loops, and what the library does with lists.
{
  chart: { name: 'lists', version: '1.2.3', appVersion: '4.5.6' },

  schema: import '../../../schemas/apps/lists/values.schema.json',

  render(values, release, chart, capabilities)::
    local texts = values.texts;
    local lanes = values.lanes;
    local names = [lane.id for lane in lanes];
    local open = [lane for lane in lanes if lane.open];
    local pairs = [{ key: 'first', value: values.text }, { key: 'second', value: release.name }];
    local common = ['common', release.name] + (if values.flag then ['flag'] else []) + texts;
    {
      made: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: release.name },
        data: {
          all: texts,
          begun: if values.flag then common + ['x'] else common + [values.text],
          ended: pairs + [{ key: 'third', value: 'x' }],
          conditional: ['a'] + (if values.flag then ['b', values.text] else ['c']) + ['d'],
          more: ['first'] + texts + ['last'] + values.others,
          users: texts + values.others,
          nothing: values.others + values.more,
          chosen: [x + '?' for x in (if values.flag then texts else ['none', values.text])],
          marked: [x + '!' for x in texts],
          filtered: [lane.id for lane in lanes if lane.open && lane.id != values.text],
          records: [
            { name: lane.id, release: release.name, [if 'weight' in lane then 'weight']: lane.weight }
            + (if lane.open then { state: 'open', prefix: values.text } else {})
            for lane in lanes
          ],
          tags: [{ lane: lane.id, tag: tag, text: values.text } for lane in lanes for tag in lane.tags if tag != lane.id],
          pairs: [[lane.id, x] for lane in lanes if lane.open for x in texts],
          flat: std.flatMap(function(lane) lane.tags + [lane.id], lanes),
          nested: [[tag + lane.id for tag in lane.tags] for lane in lanes],
          numbered: std.mapWithIndex(function(i, x) '%d:%s' % [i, x], texts),
          optional: [if 'role' in lane then lane.role else '-' for lane in lanes],
          weights: [std.get(lane, 'weight', 7) for lane in lanes],
          copies: [lane for lane in lanes if lane.open],
          settings: [{ key: k, value: values.map[k], text: values.text } for k in std.objectFields(values.map)],
          choice: [if lane.open then { open: lane.id } else [lane.id] for lane in lanes],
          labels: [lane.id + (if 'weight' in lane then ' (%d)' % lane.weight else '') for lane in lanes],
          wide: common,
        },
      },
      asked: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: release.name + '-asked' },
        data: {
          length: std.length(texts),
          begun: [{ key: 'zero', value: 'x' }] + (if values.flag then pairs else []),
          openLanes: std.length(open),
          hasOpen: open != [],
          some: std.any([lane.open for lane in lanes]),
          every: std.all([lane.open for lane in lanes]),
          heavy: std.any([std.get(lane, 'weight', 0) > 50 for lane in lanes if lane.open]),
          member: std.member(texts, values.text),
          laneMember: std.member(names, values.text),
          count: std.count(texts, 'a'),
          first: if texts == [] then 'none' else texts[0],
          second: if std.length(texts) > 1 then texts[1] else 'none',
          firstOpen: if open == [] then 'none' else open[0].id,
          rest: texts[1:],
          start: texts[:2],
          sorted: std.sort(texts),
          set: std.set(texts),
          reversed: std.reverse(texts),
          unique: std.length(std.set(texts)) == std.length(texts),
          uniqueNames: std.length(std.set(names)) == std.length(names),
          joined: std.join(',', texts),
          json: std.manifestJsonMinified(values.more + values.others),
          joinedOrOther: std.join(',', if texts == [] then ['none', values.text] else texts),
          joinedNames: std.join(', ', ['%s=%s' % [lane.id, lane.open] for lane in lanes]),
          lines: std.join('\n', ['x'] + (if values.flag then [values.text] else []) + ['y']),
          sum: std.foldl(function(total, lane) total + std.get(lane, 'weight', 1), lanes, 10),
          text: std.foldl(function(all, lane) all + lane.id + '/', lanes, 'start:'),
          byName: std.foldl(function(all, lane) all + { [lane.id]: lane.open }, lanes, { start: true }),
          started: std.foldl(function(all, lane) all + { [lane.id]: std.join(',', lane.tags) }, lanes, { start: 'none' }).start,
          longest: std.foldl(function(best, x) if std.length(x) > std.length(best) then x else best, texts, ''),
          wide: common,
          sharedNames: names,
        },
      },
    },
}
