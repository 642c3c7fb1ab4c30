/** `userId` as `user_id`. */
type Snake<Key extends string> = Key extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${Snake<Rest>}`
    : `_${Lowercase<First>}${Snake<Rest>}`
  : Key

/** Parameters in camelCase or in snake_case. */
export type Spelled<Given> =
  | Given
  | { readonly [Key in keyof Given as Key extends string ? Snake<Key> : never]: Given[Key] }
