import { describe, expect, test } from 'vitest'
import { DEFAULT_MODELS, readModelName, refusesTemperature, seesImages } from './models.ts'

const providerOf = (name: string) => readModelName(name)?.provider

describe('names of models', () => {
  test('[A3] a name tells whose model it is, with the provider before it or without', () => {
    expect(readModelName('gpt-4o-mini')).toEqual({ provider: 'openai', model: 'gpt-4o-mini' })
    expect(readModelName('openai/gpt-4o-mini')).toEqual({ provider: 'openai', model: 'gpt-4o-mini' })
    expect(readModelName('anthropic/claude-haiku-4-5')).toEqual({ provider: 'anthropic', model: 'claude-haiku-4-5' })
    expect(readModelName('ollama/llava:7b')).toEqual({ provider: 'ollama', model: 'llava:7b' })
    expect(readModelName('openai-compatible/meta/llama-3.3')).toEqual({
      provider: 'openai-compatible',
      model: 'meta/llama-3.3',
    })
    expect(['o3', 'o4-mini', 'tts-1', 'claude-sonnet-4-5', 'gemini-2.5-flash', 'demo'].map(providerOf)).toEqual([
      'openai',
      'openai',
      'openai',
      'anthropic',
      'google',
      'demo',
    ])
  })

  test('[A3] a name that tells nothing has no provider', () => {
    for (const name of ['', 'llava:7b', 'mistral/large', 'openai/', '/gpt-4o', 'octopus']) {
      expect(readModelName(name), name).toBeUndefined()
    }
  })

  test('[A3] the default of each key is a model of that provider that sees and takes a temperature', () => {
    for (const { provider, model } of DEFAULT_MODELS) {
      expect(providerOf(model)).toBe(provider)
      expect(seesImages(model), model).toBe(true)
      expect(refusesTemperature(model), model).toBe(false)
    }
  })
})

describe('what a model can do', () => {
  const seeing = `gpt-4o gpt-4o-mini gpt-4o-2024-08-06 chatgpt-4o-latest gpt-4.1-nano gpt-4-turbo gpt-5 gpt-5-mini gpt-5.4-nano
    gpt-6-luna o1 o3 o3-2025-04-16 o4-mini claude-3-haiku-20240307 claude-3-5-sonnet-latest claude-haiku-4-5 claude-sonnet-4-0
    claude-opus-5-5 gemini-2.5-flash gemini-3-pro-preview gemini-flash-latest llava:7b llava-llama3 bakllava llama3.2-vision:11b
    llama-3.2-90b-vision-instruct qwen2.5vl:7b qwen2-vl qwen3-vl:8b Qwen/Qwen2.5-VL-72B-Instruct gemma3:4b gemma3 gemma-3-27b-it
    pixtral-12b minicpm-v:8b moondream granite3.2-vision mistral-small3.1 llama4:scout openai/gpt-4o`
  const blind = `gpt-3.5-turbo gpt-4 gpt-4o-audio-preview gpt-4o-mini-transcribe gpt-4-turbo-preview o1-mini o3-mini claude-2.1
    claude-instant-1 gemini-embedding-001 gemini-2.5-flash-preview-tts llama3.1:8b llama3.2 mistral gemma2 gemma3:1b gemma3:270m
    gemma-3-1b-it gemma3n:e4b qwen3:8b phi4 deepseek-r1 demo whisper-1`

  test('[A5] its name tells whether it sees images', () => {
    for (const name of seeing.split(/\s+/)) expect(seesImages(name), name).toBe(true)
    for (const name of blind.split(/\s+/)) expect(seesImages(name), name).toBe(false)
  })

  test('[A3] its name tells whether it refuses a temperature', () => {
    const refusing = `o1 o1-mini o3 o3-mini o4-mini gpt-5 gpt-5-mini gpt-5.1 gpt-5.4-nano gpt-6-luna openai/o3 gpt-4o-search-preview
      claude-opus-4-7 claude-opus-4-8 claude-sonnet-5 claude-haiku-5-5 claude-fable-5`
    const taking = `gpt-4o gpt-4o-mini gpt-4.1 gpt-5-chat-latest gpt-3.5-turbo claude-haiku-4-5 claude-haiku-4-5-20251001
      claude-opus-4-6 claude-opus-4-20250514 claude-3-5-haiku-latest gemini-2.5-pro llava:7b llama3.1:8b olmo2`
    for (const name of refusing.split(/\s+/)) expect(refusesTemperature(name), name).toBe(true)
    for (const name of taking.split(/\s+/)) expect(refusesTemperature(name), name).toBe(false)
  })
})
