// Tracking as most articles show it: check an HMAC, one UPDATE per open, one SELECT and one UPDATE per click.
const crypto = require('crypto');
const express = require('express');
const { Pool } = require('pg');

const secret = 'an-article-has-its-secret-in-the-source';
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
const sign = (id) => crypto.createHmac('sha256', secret).update(id).digest('base64url');

function valid(id, sig) {
  const expected = Buffer.from(sign(id));
  const given = Buffer.from(String(sig));
  return given.length === expected.length && crypto.timingSafeEqual(expected, given);
}

const app = express();
app.disable('x-powered-by');
app.get('/o/:id.gif', async (req, res) => {
  if (!valid('o' + req.params.id, req.query.sig)) return res.sendStatus(404);
  await pool.query('update messages set opened_at = now(), opens = opens + 1, user_agent = $2 where id = $1',
    [req.params.id, req.get('user-agent')]);
  res.set('Cache-Control', 'no-store').type('gif').send(gif);
});
app.get('/c/:id', async (req, res) => {
  if (!valid('c' + req.params.id, req.query.sig)) return res.sendStatus(404);
  const found = await pool.query('select url from links where id = $1', [req.params.id]);
  if (found.rows.length === 0) return res.sendStatus(404);
  await pool.query('update links set clicked_at = now(), clicks = clicks + 1 where id = $1', [req.params.id]);
  res.redirect(302, found.rows[0].url);
});

async function start() {
  await pool.query('create schema if not exists article');
  await pool.query('drop table if exists messages; drop table if exists links');
  await pool.query('create table messages (id int primary key, opened_at timestamptz, opens int default 0, user_agent text)');
  await pool.query('create table links (id int primary key, url text, clicked_at timestamptz, clicks int default 0)');
  await pool.query('insert into messages (id) select generate_series(1, 1000)');
  await pool.query("insert into links (id, url) select n, 'https://example.com/' || n from generate_series(1, 2000) n");
  const fs = require('fs');
  const urls = (kind, count, end) => Array.from({ length: count }, (_, i) =>
    `/${kind}/${i + 1}${end}?sig=${sign(kind + (i + 1))}`).join('\n');
  fs.writeFileSync(process.env.OUT + '/opens.txt', urls('o', 1000, '.gif'));
  fs.writeFileSync(process.env.OUT + '/clicks.txt', urls('c', 2000, ''));
  app.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
}
start();
