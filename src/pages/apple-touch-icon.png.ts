import { iconPng } from '../files/icons.ts';

export const GET = async () =>
  new Response((await iconPng(180, true)) as BodyInit, {
    headers: { 'content-type': 'image/png' },
  });
