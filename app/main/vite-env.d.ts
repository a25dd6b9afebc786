/** A picture as a `data:` address: part of the bundle, so that no packaging can leave it behind. */
declare module '*.png?inline' {
  const address: string;
  export default address;
}
