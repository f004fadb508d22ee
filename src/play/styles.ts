/** Loads a style sheet that nobody needs before, and waits until it holds. */
export async function styled(address: string): Promise<void> {
  await new Promise((loaded) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.onload = link.onerror = loaded;
    link.href = address;
    document.head.append(link);
  });
}
