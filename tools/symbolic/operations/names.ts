// The operations of the tree by name, as the files of this folder group them.
export type LogicOperation =
  | 'not'
  | 'and'
  | 'or'
  | 'equals'
  | 'less'
  | 'empty'
  | 'is'
  | 'has'
  | 'any'
  | 'all'
  | 'member';

export type NumberOperation =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'modulo'
  | 'divide'
  | 'quotient'
  | 'minimum'
  | 'maximum'
  | 'range';

export type TextOperation =
  | 'concat'
  | 'toText'
  | 'format'
  | 'substring'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'split'
  | 'characters'
  | 'replace'
  | 'strip'
  | 'stripLeft'
  | 'stripRight'
  | 'trim'
  | 'isAscii'
  | 'asciiLower'
  | 'asciiUpper'
  | 'repeat'
  | 'parseInt'
  | 'join'
  | 'json'
  | 'sha1'
  | 'sha256'
  | 'sha512'
  | 'base64';

export type ListOperation = 'length' | 'sort' | 'set' | 'reverse' | 'slice' | 'keys';

export type OperationName = LogicOperation | NumberOperation | TextOperation | ListOperation;
