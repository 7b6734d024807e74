// What texts of strangers may contain, and no report may obey.

export const hostile: {
  readonly [name in
    | 'script'
    | 'ticks'
    | 'table'
    | 'ansi'
    | 'turn'
    | 'details'
    | 'xml'
    | 'command'
    | 'long'
    | 'longer'
    | 'unicode']: string;
} = {
  script: '</script><script>alert(1)</script><img src=x onerror=alert(2)>',
  ticks: '``` ```` `code`',
  table: 'a | b || c',
  ansi: '\u001b[31mred\u001b[0m\u0007\u009b2J',
  turn: 'abc\u202edcb\u2066',
  details: '</details>\n\n# heading @everyone #1 [link](https://example.invalid)',
  xml: ']]> & <b> "quoted" \u0000\u000b\ufffe\ud800',
  command: '::error::%0A%25, title: x',
  long: `${'abcdefghij'.repeat(400)}X${'0123456789'.repeat(400)}`,
  longer: `${'abcdefghij'.repeat(400)}Y${'0123456789'.repeat(400)}`,
  unicode: 'Größe 漢字 🚀 é',
};
