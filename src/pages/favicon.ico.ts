import { ico, iconPng } from '../files/icons.ts';

const SIZES = [16, 32, 48];

export async function GET() {
  const pictures = SIZES.map(async (size) => ({ size, png: await iconPng(size, false) }));
  return new Response(ico(await Promise.all(pictures)) as BodyInit, {
    headers: { 'content-type': 'image/x-icon' },
  });
}
