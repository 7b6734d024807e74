// What must not be: asserts in their order, with values in their sentences, under conditions, in loops and in objects.
{
  chart: { name: 'guards', version: '1.2.3', appVersion: '4.5.6' },

  schema: import '../../../schemas/apps/guards/values.schema.json',

  render(values, release, chart, capabilities)::
    local ids = [item.id for item in values.items];
    local strays = [name for name in std.objectFields(values.aliases) if !std.member(ids, values.aliases[name])];
    assert values.text != 'bad' : 'text: "bad" is `bad`; {{ choose }} another\\one';
    assert values.count >= 0 : 'count: %d is negative' % values.count;
    assert std.length(std.set(ids)) == std.length(ids) : 'items: ids must be unique';
    assert strays == [] : 'aliases: %s points nowhere' % strays[0];
    assert !values.strict || values.text != '' : 'text: set it, since strict is true';
    {
      config: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'config' },
        data: {
          text: values.text,
          items: [
            assert item.id != 'none' : 'items: %s is no id' % item.id;
            { id: item.id, value: if item.value == 'wrong' then error 'items: wrong value of ' + item.id else item.value }
            for item in values.items
          ],
          aliases: {
            [name]: if values.aliases[name] == name then error 'aliases: %s is its own' % name else values.aliases[name]
            for name in std.objectFields(values.aliases)
          },
          mode: if values.mode == 'x' then error 'mode: x is no more' else values.mode,
          [if values.strict then 'strict']: if values.count > 5 then error 'count: at most 5, since strict is true' else values.count,
          [if values.second then 'third']: if values.count > 7 then error 'count: at most 7 with a second' else 1,
          names: assert values.count != 7 : 'names: not for 7'; ['a', values.text],
          tags: [
            assert tag != item.id : 'tags: %s in %s' % [tag, item.id];
            tag
            for item in values.items
            for tag in item.tags
          ],
        },
      },
      [if values.second then 'second']: {
        assert values.count != 3 : 'second: the count must not be 3',
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'second' },
        data: if values.text == 'odd' then error 'second: an odd text' else { text: values.text },
      },
    },
}
