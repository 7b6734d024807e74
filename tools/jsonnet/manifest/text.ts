// Builds long texts: appends are cheap, and what has been appended is flattened in pieces, so memory stays near the result's size.

const pieceLength = 1 << 16;

export class TextBuilder {
  /** Append with `+=`; call `settle` now and then. */
  tail = '';
  private readonly pieces: string[] = [];

  settle(): void {
    if (this.tail.length < pieceLength) return;
    // Reading a character makes V8 replace the tree of appended parts by one flat string.
    this.tail.charCodeAt(0);
    this.pieces.push(this.tail);
    this.tail = '';
  }

  toString(): string {
    if (this.pieces.length === 0) return this.tail;
    this.pieces.push(this.tail);
    this.tail = '';
    return this.pieces.join('');
  }
}
