// Names that values and releases spell as they like, and kinds take or do not take.
{
  // Whether a Service may be called so, of names in small letters, digits, dots and dashes: digits sort before letters.
  isOfService(name): name >= 'a' && !std.member(name, '.'),
}
