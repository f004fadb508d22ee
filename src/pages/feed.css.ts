import style from '../styles/feed.css?inline';

export const GET = () => new Response(style, { headers: { 'content-type': 'text/css' } });
