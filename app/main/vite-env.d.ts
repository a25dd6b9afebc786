/** A picture as a `data:` address: part of the bundle, so that no packaging can leave it behind. */
declare module '*.png?inline' {
  const address: string;
  export default address;
}

/** The text of a file, as part of the bundle. */
declare module '*?raw' {
  const text: string;
  export default text;
}
