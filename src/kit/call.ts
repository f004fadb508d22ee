/** How a result was made, as a reader would write it: `steady({ load: 0.9, seed: 1 })`. */
export function callText(name: string, params: unknown): string {
  const text = JSON.stringify(params).replace(
    /("(?:[^"\\]|\\.)*")(:)?|,|[{}]/g,
    (token, quoted, colon) => {
      if (colon) return `${/^"[A-Za-z_]\w*"$/.test(quoted) ? quoted.slice(1, -1) : quoted}: `;
      if (quoted) return quoted;
      return token === ',' ? ', ' : token === '{' ? '{ ' : ' }';
    },
  );
  return `${name}(${text.replaceAll('{  }', '{}')})`;
}
