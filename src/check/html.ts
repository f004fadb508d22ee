/** The elements of HTML, by what the check needs to know of them. */
const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Elements without content, which MDX wants closed in themselves. */
export const VOID = list('area base br col embed hr img input link meta source track wbr');

/** Elements that a page may hold (HTML Living Standard), and the roots of drawings and formulas. */
export const HTML = list(`
  a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption
  cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset
  figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins
  kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option
  output p picture pre progress q rp rt ruby s samp script search section select slot small source
  span strong style sub summary sup svg math table tbody td template textarea tfoot th thead time
  title tr track u ul var video wbr`);

/** Elements that browsers still know and the standard no longer does. */
export const OBSOLETE = list(`
  acronym applet basefont bgsound big blink center dir font frame frameset marquee menuitem nobr
  noembed noframes param plaintext rb rtc spacer strike tt xmp`);

/** Elements of drawings and formulas, as styles may name them. */
export const SVG = list(`
  animate animateMotion animateTransform circle clipPath defs desc ellipse filter foreignObject g
  image line linearGradient marker mask metadata mpath path pattern polygon polyline radialGradient
  rect set stop switch symbol text textPath tspan use view annotation maction merror mfrac mi mn mo
  mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd
  mtext mtr munder munderover semantics`);
