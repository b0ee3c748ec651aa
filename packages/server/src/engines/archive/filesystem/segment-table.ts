/** Where a payload lies in its segment. */
export interface Place {
  readonly offset: number;
  readonly bytes: number;
}

const EMPTY = 0xffffffff;
const SLOT_WORDS = 4; // sha256 word 0, sha256 word 1, offset, payload length

/**
 * The places of one segment by the first 8 bytes of their sha256: 16–32 bytes a record, where a Map of strings takes 150.
 * Who reads checks the whole hash, so a clash of prefixes is a miss and never a wrong body.
 */
export class SegmentTable {
  /** How much of the file is in the table; less than `fileBytes` when the tail is torn. */
  scannedBytes = 0;
  /** How long the file was when it was last looked at. */
  fileBytes = 0;
  #slots = new Uint32Array(64 * SLOT_WORDS).fill(EMPTY);
  #count = 0;

  get memoryBytes(): number {
    return this.#slots.byteLength;
  }

  /** The later of two equal hashes wins: it was written because the earlier one was found damaged. */
  add(sha256: Buffer, place: Place): void {
    if ((this.#count + 1) * SLOT_WORDS * 2 > this.#slots.length) this.#grow();
    const at = this.#slotOf(this.#slots, sha256.readUInt32LE(0), sha256.readUInt32LE(4));
    if (this.#slots[at + 2] === EMPTY) this.#count += 1;
    this.#slots.set([sha256.readUInt32LE(0), sha256.readUInt32LE(4), place.offset, place.bytes], at);
  }

  find(sha256: Buffer): Place | undefined {
    const at = this.#slotOf(this.#slots, sha256.readUInt32LE(0), sha256.readUInt32LE(4));
    const offset = this.#slots[at + 2] ?? EMPTY;
    return offset === EMPTY ? undefined : { offset, bytes: this.#slots[at + 3] ?? 0 };
  }

  /** The slot that holds this hash, or the empty one where it belongs. At most half the slots are full, so it ends. */
  #slotOf(slots: Uint32Array, first: number, second: number): number {
    const mask = slots.length / SLOT_WORDS - 1;
    for (let slot = first & mask; ; slot = (slot + 1) & mask) {
      const at = slot * SLOT_WORDS;
      if (slots[at + 2] === EMPTY || (slots[at] === first && slots[at + 1] === second)) return at;
    }
  }

  #grow(): void {
    const larger = new Uint32Array(this.#slots.length * 2).fill(EMPTY);
    for (let at = 0; at < this.#slots.length; at += SLOT_WORDS) {
      if (this.#slots[at + 2] === EMPTY) continue;
      const to = this.#slotOf(larger, this.#slots[at] ?? 0, this.#slots[at + 1] ?? 0);
      larger.set(this.#slots.subarray(at, at + SLOT_WORDS), to);
    }
    this.#slots = larger;
  }
}
