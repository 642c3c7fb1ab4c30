/** What an argument can be. With a `?` after it the model may leave the argument out. */
export type ArgumentType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object'

/** One argument with what JSON Schema says of it: `{ type: 'string', description: 'Such as ORD-22' }`. */
export interface ArgumentOptions {
  readonly type?: ArgumentType | undefined
  /** What the model is told of it. */
  readonly description?: string | undefined
  /** False where the model may leave it out. */
  readonly required?: boolean | undefined
  /** Every other word of JSON Schema: `enum`, `pattern`, `minimum`, `items` ... */
  readonly [keyword: string]: unknown
}

/** The short form: `{ order: 'string', note: 'string?' }`. */
export type ShortArguments = Readonly<Record<string, ArgumentType | `${ArgumentType}?` | ArgumentOptions>>

/** A JSON schema of an object. */
export interface JsonSchema {
  readonly type: 'object'
  readonly properties?: Readonly<Record<string, unknown>> | undefined
  readonly required?: readonly string[] | undefined
  readonly [keyword: string]: unknown
}

/** A schema of zod, or of another library that follows Standard Schema and tells its JSON schema. */
export interface LibrarySchema {
  readonly '~standard': {
    readonly vendor: string
    readonly validate: (value: unknown) => unknown
    readonly types?: { readonly output: unknown } | undefined
  }
}

/** What `run` is given, once the arguments have passed their schema. */
export type InputOf<Parameters> = Parameters extends undefined
  ? object
  : Parameters extends LibrarySchema
    ? NonNullable<Parameters['~standard']['types']>['output']
    : JsonSchema extends Parameters
      ? // A schema that only the running program knows: whoever writes `run` says what comes.
        never
      : Parameters extends JsonSchema
        ? OfSchema<Parameters>
        : OfShort<Parameters>

type OfSchema<Schema> = Schema extends { readonly const: infer Value }
  ? Value
  : Schema extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : Schema extends { readonly type: infer Type }
      ? OfType<Type, Schema>
      : unknown

type OfType<Type, Schema> = Type extends readonly (infer One)[]
  ? OfType<One, Schema>
  : Type extends 'string'
    ? string
    : Type extends 'number' | 'integer'
      ? number
      : Type extends 'boolean'
        ? boolean
        : Type extends 'null'
          ? null
          : Type extends 'array'
            ? readonly (Schema extends { readonly items: infer Items } ? OfSchema<Items> : unknown)[]
            : Type extends 'object'
              ? OfObject<Schema>
              : unknown

type OfObject<Schema> = Schema extends { readonly properties: infer Properties }
  ? OfProperties<Properties, Schema extends { readonly required: readonly (infer Name)[] } ? Name : never>
  : Readonly<Record<string, unknown>>

type OfProperties<Properties, Required> = Plain<
  { readonly [Name in keyof Properties as Name extends Required ? Name : never]: OfSchema<Properties[Name]> } & {
    readonly [Name in keyof Properties as Name extends Required ? never : Name]?: OfSchema<Properties[Name]>
  }
>

type OfShort<Parameters> = Plain<
  {
    readonly [Name in keyof Parameters as IsOptional<Parameters[Name]> extends true ? never : Name]: OfArgument<
      Parameters[Name]
    >
  } & {
    readonly [Name in keyof Parameters as IsOptional<Parameters[Name]> extends true ? Name : never]?: OfArgument<
      Parameters[Name]
    >
  }
>

type IsOptional<Argument> = Argument extends `${string}?` | { readonly required: false } ? true : false

type OfArgument<Argument> = Argument extends `${infer Type}?`
  ? OfType<Type, unknown>
  : Argument extends string
    ? OfType<Argument, unknown>
    : OfSchema<Argument>

/** One block, as an editor shows it best. */
type Plain<Block> = { readonly [Key in keyof Block]: Block[Key] }
