/** What somebody on the way could put into a page, by the directive of its policy that has to refuse it. */
export const FOREIGN = {
  'script-src-elem': '<script>document.title = "taken"</script>',
  'script-src-attr': '<p id="foreign" onclick="document.title = \'taken\'">Taken.</p>',
  'style-src-attr': '<p id="styled" style="color: rgb(1, 2, 3)">Taken.</p>',
  'img-src': '<img src="http://127.0.0.1:9/seen.png" alt="">',
};
