import type { MemoryPort } from './memory-port.ts'

/** The memory of a platform that is begun by whoever asks first. */
export function memoryLater(there: () => Promise<MemoryPort>): MemoryPort {
  return {
    create: async (...given) => (await there()).create(...given),
    createMany: async (...given) => (await there()).createMany(...given),
    createFromFile: async (...given) => (await there()).createFromFile(...given),
    search: async (...given) => (await there()).search(...given),
    context: async (...given) => (await there()).context(...given),
    get: async (...given) => (await there()).get(...given),
    update: async (...given) => (await there()).update(...given),
    delete: async (...given) => (await there()).delete(...given),
    list: async (...given) => (await there()).list(...given),
    status: async (...given) => (await there()).status(...given),
    wait: async (...given) => (await there()).wait(...given),
    recordMessage: async (...given) => (await there()).recordMessage(...given),
    transcript: async (...given) => (await there()).transcript(...given),
    facts: async (...given) => (await there()).facts(...given),
    pin: async (...given) => (await there()).pin(...given),
    unpin: async (...given) => (await there()).unpin(...given),
    correct: async (...given) => (await there()).correct(...given),
    forget: async (...given) => (await there()).forget(...given),
  }
}
