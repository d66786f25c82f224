// A photo as a telephone makes it: large, stored on its side, with place, camera and name in its EXIF block.
import type { Browser } from "@playwright/test";

/** A JPEG of 4000 × 3000 stored pixels that is upright as 3000 × 4000: red on top, blue below. A rich one has so much in it that it weighs what a photo weighs. */
export async function phonePhoto(browser: Browser, mark: string, rich = false): Promise<Buffer> {
  const context = await browser.newContext({ javaScriptEnabled: true });
  const page = await context.newPage();
  const url = await page.evaluate(([text, rich]) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [4000, 3000];
    const draw = canvas.getContext("2d")!;
    // Orientation 6: the stored left side is the top of the upright photo… turned, so that upright is red above blue.
    draw.fillStyle = "rgb(220, 40, 40)";
    draw.fillRect(0, 0, 2000, 3000);
    draw.fillStyle = "rgb(40, 60, 220)";
    draw.fillRect(2000, 0, 2000, 3000);
    for (let leaf = 0; rich && leaf < 60_000; leaf++) {
      draw.fillStyle = `hsl(${(leaf * 37) % 360} 60% ${30 + (leaf % 40)}%)`;
      draw.fillRect((leaf * 7919) % 4000, (leaf * 104_729) % 3000, 12, 9);
    }
    draw.fillStyle = "white";
    draw.font = "300px sans-serif";
    draw.fillText(text, 400, 1500);
    return canvas.toDataURL("image/jpeg", 0.9);
  }, [mark, rich] as const);
  await context.close();
  const jpeg = Buffer.from(url.split(",")[1], "base64");
  return Buffer.concat([jpeg.subarray(0, 2), exif(6), jpeg.subarray(2)]);
}

/** An APP1 segment with Orientation, Make, Artist and a GPS position, big-endian. */
function exif(orientation: number): Buffer {
  const make = Buffer.from("KringPhone\0", "latin1");
  const artist = Buffer.from("Jan Jansen\0", "latin1");
  const entries = 4;
  const gpsAt = 8 + 2 + entries * 12 + 4;
  const gpsEntries = 4;
  const dataAt = gpsAt + 2 + gpsEntries * 12 + 4;
  const data: Buffer[] = [];
  let next = dataAt;
  const put = (bytes: Buffer) => {
    const at = next;
    data.push(bytes);
    next += bytes.length;
    return at;
  };
  const entry = (tag: number, type: number, count: number, value: Buffer | number) => {
    const row = Buffer.alloc(12);
    row.writeUInt16BE(tag, 0);
    row.writeUInt16BE(type, 2);
    row.writeUInt32BE(count, 4);
    if (typeof value === "number") row.writeUInt32BE(value, 8);
    else value.copy(row, 8);
    return row;
  };
  const short = (value: number) => Buffer.from([value >> 8, value & 255, 0, 0]);
  const degrees = (d: number, m: number, s: number) => {
    const bytes = Buffer.alloc(24);
    [d, 1, m, 1, Math.round(s * 100), 100].forEach((number, at) => bytes.writeUInt32BE(number, at * 4));
    return bytes;
  };
  const first = Buffer.concat([
    Buffer.from([0, entries]),
    entry(0x010f, 2, make.length, put(make)),
    entry(0x0112, 3, 1, short(orientation)),
    entry(0x013b, 2, artist.length, put(artist)),
    entry(0x8825, 4, 1, gpsAt),
    Buffer.alloc(4),
  ]);
  const gps = Buffer.concat([
    Buffer.from([0, gpsEntries]),
    entry(1, 2, 2, Buffer.from("N\0\0\0")),
    entry(2, 5, 3, put(degrees(52, 1, 29.6))),
    entry(3, 2, 2, Buffer.from("E\0\0\0")),
    entry(4, 5, 3, put(degrees(4, 52, 5.1))),
    Buffer.alloc(4),
  ]);
  const header = Buffer.from("MM\0*\0\0\0\b", "latin1");
  const block = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), header, first, gps, ...data]);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(block.length + 2, 2);
  return Buffer.concat([head, block]);
}
