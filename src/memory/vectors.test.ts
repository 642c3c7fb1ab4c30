import { expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { Vectors } from './vectors.ts'

it('[M20] has the cosine of each, whatever came, went and came again', () => {
  const seed = 7
  const random = seededRandom(seed)
  const length = 13
  const vector = () => Float32Array.from({ length }, () => random() * 4 - 2)
  const there = new Map<string, Float32Array>()
  const vectors = new Vectors()
  for (let step = 0; step < 2_000; step++) {
    const id = `e${Math.floor(random() * 120)}`
    if (random() < 0.4) {
      vectors.delete(id)
      there.delete(id)
    } else {
      const one = vector()
      vectors.set(id, one)
      there.set(id, one)
    }
    if (step % 50 !== 0) continue
    const asked = vector()
    const near = vectors.near(asked)
    expect([...near.keys()].toSorted(), `seed ${seed}`).toEqual([...there.keys()].toSorted())
    for (const [id, one] of there) expect(near.get(id), `seed ${seed}`).toBeCloseTo(cosine(asked, one), 5)
  }
})

it('[M20] takes none of another length, until all are gone', () => {
  const vectors = new Vectors()
  expect(vectors.set('a', Float32Array.of(1, 0))).toBe(true)
  expect(vectors.set('b', Float32Array.of(1, 0, 0))).toBe(false)
  vectors.delete('a')
  expect(vectors.set('b', Float32Array.of(1, 0, 0))).toBe(true)
  expect([...vectors.near(Float32Array.of(0, 0, 0))]).toEqual([['b', 0]])
  vectors.clear()
  expect([vectors.size, vectors.bytes]).toEqual([0, 0])
})

function cosine(one: Float32Array, other: Float32Array): number {
  const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, number, at) => sum + number * b[at]!, 0)
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other))
}
