// Works for a form before it is sent: for each part a number whose SHA-256 begins with zero bits. FIPS 180-4, one block
// or two; plain JavaScript, because a thousand calls of the browser's own digest take longer than the work itself.
"use strict";

const K = [], START = [];
for (let candidate = 2; K.length < 64; candidate += 1) {
  let prime = true;
  for (let factor = 2; factor * factor <= candidate; factor += 1) if (candidate % factor === 0) prime = false;
  if (!prime) continue;
  const fraction = (root) => ((root - Math.floor(root)) * 4294967296) | 0;
  if (START.length < 8) START.push(fraction(Math.sqrt(candidate)));
  K.push(fraction(Math.cbrt(candidate)));
}
const w = new Int32Array(64);

function block(state, bytes, offset) {
  for (let i = 0; i < 16; i += 1) {
    const at = offset + 4 * i;
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15], y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + state[i]) | 0);
}

// The first 32 bits of the digest. What stays the same in every try is hashed once.
function solve(question, bits) {
  const head = Array.from(question, (letter) => letter.charCodeAt(0));
  const whole = head.length - (head.length % 64);
  let state = START;
  for (let at = 0; at < whole; at += 64) state = block(state, head, at);
  for (let number = 0; ; number += 1) {
    const tail = head.slice(whole).concat(Array.from(String(number), (digit) => digit.charCodeAt(0)));
    const length = whole + tail.length;
    tail.push(128);
    while (tail.length % 64 !== 56) tail.push(0);
    tail.push(0, 0, 0, 0, 0, length >>> 13, (length >>> 5) & 255, (length << 3) & 255);
    let result = state;
    for (let at = 0; at < tail.length; at += 64) result = block(result, tail, at);
    if (result[0] >>> (32 - bits) === 0) return number;
  }
}

self.onmessage = ({ data }) => {
  const numbers = [];
  for (let part = 0; part < data.parts; part += 1) numbers.push(solve(`${data.question}.${part}.`, data.bits));
  self.postMessage(numbers.join("."));
};
