/** A picture of another host; who wants to see whether it is asked for serves it there. */
export const SEEN = 'http://foreign.test/seen.svg';

/** What somebody on the way could put into a page, by the directive of its policy that has to refuse it. */
export const FOREIGN = {
  'script-src-elem': '<script>document.title = "taken"</script>',
  'script-src-attr': '<p id="foreign" onclick="document.title = \'taken\'">Taken.</p>',
  'style-src-attr': '<p id="styled" style="color: rgb(1, 2, 3)">Taken.</p>',
  'img-src': `<img src="${SEEN}" alt="">`,
};
