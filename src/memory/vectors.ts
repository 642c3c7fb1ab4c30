/** Of a vector besides its numbers. */
const OVERHEAD = 120

/** Vectors of one length, in one piece of memory: thousands are compared with a question in a few milliseconds. */
export class Vectors {
  private readonly ids: string[] = []
  private readonly rows = new Map<string, number>()
  private numbers = new Float32Array(0)
  /** So many numbers each has; 0 while there is none. */
  length = 0

  get size() {
    return this.ids.length
  }
  get bytes() {
    return this.numbers.byteLength + this.size * OVERHEAD
  }
  /** One of another length says nothing beside these, and is not taken. */
  set(id: string, vector: Float32Array): boolean {
    if (this.size === 0) this.length = vector.length
    if (vector.length !== this.length) return false
    const row = this.rows.get(id) ?? this.ids.push(id) - 1
    this.rows.set(id, row)
    if ((row + 1) * this.length > this.numbers.length) this.grow((row + 1) * this.length)
    this.numbers.set(ofLengthOne(vector), row * this.length)
    return true
  }
  delete(id: string) {
    const row = this.rows.get(id)
    if (row === undefined) return
    const last = this.ids.pop()!
    this.rows.delete(id)
    if (last === id) return
    // The last one takes its place.
    const end = this.ids.length * this.length
    this.numbers.copyWithin(row * this.length, end, end + this.length)
    this.ids[row] = last
    this.rows.set(last, row)
  }
  clear() {
    this.ids.length = 0
    this.rows.clear()
    this.numbers = new Float32Array(0)
    this.length = 0
  }
  /** The cosine of each with this one. */
  near(vector: Float32Array): Map<string, number> {
    const { ids, numbers, length } = this
    const asked = ofLengthOne(vector)
    return new Map(ids.map((id, row) => [id, product(asked, numbers, row * length)]))
  }
  private grow(needed: number) {
    const larger = new Float32Array(Math.max(needed, Math.ceil(this.numbers.length * GROWTH)))
    larger.set(this.numbers)
    this.numbers = larger
  }
}
const GROWTH = 1.5

function ofLengthOne(vector: Float32Array): Float32Array {
  const length = Math.sqrt(product(vector, vector, 0))
  return length > 0 ? vector.map((number) => number / length) : vector
}

/** Four sums at once: a processor need not wait for one to be done. */
function product(one: Float32Array, numbers: Float32Array, from: number): number {
  const whole = one.length - (one.length % 4)
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let at = 0; at < whole; at += 4) {
    a += one[at]! * numbers[from + at]!
    b += one[at + 1]! * numbers[from + at + 1]!
    c += one[at + 2]! * numbers[from + at + 2]!
    d += one[at + 3]! * numbers[from + at + 3]!
  }
  for (let at = whole; at < one.length; at++) a += one[at]! * numbers[from + at]!
  return a + b + c + d
}
