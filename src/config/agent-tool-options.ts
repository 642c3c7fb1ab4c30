import type { BoundArguments, HttpTool, ToolContext } from '../domain/agent.ts'
import type { Effect } from '../domain/effect.ts'
import type { ReadyToolName } from '../domain/ready-tools.ts'
import type { InputOf, JsonSchema, LibrarySchema, ShortArguments } from './agent-input.ts'

/** A number counts seconds; a text names its unit: `'500ms'`, `'10s'`, `'2h'`. */
export type Seconds = number | `${number}${'' | ' '}${'ms' | 's' | 'min' | 'h' | 'd'}`

/** A ready tool under another name, with another description or time limit. */
export interface ReadyToolOptions {
  readonly type?: 'ready' | undefined
  /** Which of the tools of Wabaton. */
  readonly name: ReadyToolName
  /** What the model knows it by. Default: its name. */
  readonly as?: string | undefined
  /** What the model is told of it. */
  readonly description?: string | undefined
  readonly timeout?: Seconds | undefined
}

/** The arguments of a function: a schema of zod, a JSON schema, or the short form `{ order: 'string', note: 'string?' }`. */
export type Parameters = LibrarySchema | JsonSchema | ShortArguments

interface Described {
  /** What the model knows it by: letters, digits, `-` and `_`. */
  readonly name: string
  /** What the model is told of it. */
  readonly description: string
  /** What a call may take. Default: 30 seconds. */
  readonly timeout?: Seconds | undefined
}

/** A function of your own. `defineTool` tells `run` what its arguments are; without it write that down yourself. */
export interface OwnToolOptions<Given extends Parameters | undefined = Parameters, Input = never, Result = unknown>
  extends Described {
  readonly type?: 'own' | undefined
  /** What it does to the world: nothing, what may be done again or taken back, or what counts each time and so runs once. */
  readonly effect: Effect
  /** Of irreversible tools: the arguments that tell one call from another. Default: all, and it runs once a turn. */
  readonly key?: NameIn<Input> | readonly NameIn<Input>[] | undefined
  /** Its arguments: never whom it acts for, which is in the context. Default: none. */
  readonly parameters?: Given | undefined
  /** May be async. Throw `NothingDone` where nothing was done; the model reads its text. */
  readonly run: (input: Input, context: ToolContext) => Result
}

type NameIn<Input> = [Input] extends [never] ? string : [keyof Input] extends [never] ? string : keyof Input & string

/** `OwnToolOptions` of which the types of the arguments and of the result are known. */
export type DefinedTool<Given extends Parameters | undefined, Result> = OwnToolOptions<Given, InputOf<Given>, Result>

interface HttpRequestOptions extends Described {
  readonly type: 'http'
  /** `https://api.acme.com/orders/{order}`: arguments stand in the path or the query, never in the host. */
  readonly url: string
  /** Further parameters of the query: `{ q: '{order}' }`. */
  readonly query?: Readonly<Record<string, string>> | undefined
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Names of the arguments that make the JSON body. Default: all that stand nowhere else. */
  readonly body?: string | readonly string[] | undefined
  /** Of irreversible tools: the arguments that tell one call from another. Default: all, and it runs once a turn. */
  readonly key?: string | readonly string[] | undefined
  /** Its arguments: a JSON schema, or the short form. Default: none. */
  readonly parameters?: JsonSchema | ShortArguments | undefined
  /** Arguments that the runtime fills in, and no model sees: `{ phone: 'customer.phone' }`. */
  readonly bind?: BoundArguments | undefined
}

/** A request to a service. Whatever is no `GET` says what it does to the world. */
export type HttpToolOptions = HttpRequestOptions &
  (
    | { readonly method?: 'GET' | undefined; readonly effect?: Effect | undefined }
    | { readonly method: Exclude<HttpTool['method'], 'GET'>; readonly effect: Effect }
  )

/** Tools of an MCP server, over HTTP. */
export interface McpServerOptions {
  readonly type: 'mcp'
  /** Names the server; stands before the name of a tool that is taken already. */
  readonly name: string
  readonly url: string
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Only these of its tools. Default: all. */
  readonly only?: string | readonly string[] | undefined
  /** What its tools do: `{ create_ticket: 'reversible' }`. Default: what the server says. */
  readonly effects?: Readonly<Record<string, Effect>> | undefined
  /** Of all its tools that have an argument of that name: `{ phone: 'customer.phone' }`. */
  readonly bind?: BoundArguments | undefined
  /** What a call may take. Default: 30 seconds. */
  readonly timeout?: Seconds | undefined
}

/** One entry of `tools`: the name of a ready tool, or a block. */
export type ToolOptions =
  | ReadyToolName
  | (ReadyToolOptions & { readonly [Key in Exclude<keyof OwnToolOptions, keyof ReadyToolOptions>]?: undefined })
  | OwnToolOptions
  | HttpToolOptions
  | McpServerOptions
