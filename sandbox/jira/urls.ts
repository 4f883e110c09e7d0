/** Where the site and its API stand, without a slash at the end; filled in once the port is known. */
export interface Urls {
  site: string;
  /** Where apps find the same API. */
  gateway: string;
}
