declare namespace App {
  /** What a page hands to the components of an essay's MDX. */
  interface Locals {
    /** The essay that is being rendered. */
    slug: string;
  }
}
