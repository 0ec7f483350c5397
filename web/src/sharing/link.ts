import { strFromU8, strToU8, unzlibSync, zlibSync } from "fflate";

/** What a link carries in its fragment: text, packed, with a sum that tells whether it is whole. */

const prefix = "world=";
/** Far more than any workshop needs; longer ones are not even looked at. */
export const longestLink = 60_000;

/** FNV-1a over the UTF-8 bytes, 32 bits. */
export function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (const byte of strToU8(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum.toString(16).padStart(8, "0");
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** The fragment, without "#". */
export function packed(content: unknown): string {
  const text = JSON.stringify(content);
  return `${prefix}${toBase64Url(zlibSync(strToU8(text), { level: 9 }))}.${checksum(text)}`;
}

/** Whether the fragment is meant to be a world at all. */
export const isWorld = (fragment: string): boolean => fragment.startsWith(prefix);

/** What was packed; null: damaged. */
export function unpacked(fragment: string): unknown {
  if (!isWorld(fragment) || fragment.length > longestLink) return null;
  const [data = "", sum] = fragment.slice(prefix.length).split(".");
  try {
    const text = strFromU8(unzlibSync(fromBase64Url(data)));
    return checksum(text) === sum ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
