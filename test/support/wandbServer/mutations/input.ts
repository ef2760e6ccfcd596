// The form of every mutation's arguments.

export interface Input<T> {
  readonly input: T;
}
