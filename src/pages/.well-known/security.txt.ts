/** Whom to tell of a hole, as RFC 9116 has it. */
import { today } from '../../essay/today.ts';
import { absolute, site } from '../../site.ts';

/** Seven months from the first of this month: every build of a month says the same. */
function expires(): string {
  const [year = 0, month = 0] = today().split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + 7)).toISOString();
}

export const GET = () =>
  new Response(`Contact: mailto:${site.author.email}
Expires: ${expires()}
Preferred-Languages: ${site.language}
Canonical: ${absolute('.well-known/security.txt')}
`);
