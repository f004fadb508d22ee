/** All that the modules of each essay shown export, by slug; made by src/play/plugin.ts. */
declare module 'virtual:numbers' {
  type Modules = Parameters<typeof import('../kit/holdings.ts').holdingsIn>[0];

  const essays: Readonly<Record<string, () => Promise<{ default: Modules }>>>;
  export default essays;
}
