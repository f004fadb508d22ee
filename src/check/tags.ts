/** The components that an essay may use without importing them, and how their tags are written. */

interface Tag {
  /** The attributes that it takes. */
  readonly takes: readonly string[];
  /** The one of them that says which is meant, and whose path other rules follow into the modules. */
  readonly names?: string;
  /** Whether it stands alone, as in `<N of={…} />`. */
  readonly alone?: boolean;
}

export const TAGS: ReadonlyMap<string, Tag> = new Map(
  Object.entries<Tag>({
    N: { takes: ['of', 'bare'], names: 'of', alone: true },
    Given: { takes: ['of', 'bare', 'spelled'], names: 'of' },
    Ref: { takes: ['to'], names: 'to', alone: true },
    Figure: { takes: ['of'], names: 'of', alone: true },
    Cite: { takes: ['of', 'quote'], names: 'of', alone: true },
    Claim: { takes: ['of'], names: 'of' },
    Own: { takes: [] },
  }),
);
