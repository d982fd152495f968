package org.physics4ml.figures.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG of 8 bits a channel with its resolution and without a time.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics</a>
 */
final class Png {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	private Png() {
	}

	/** @param rgb rows of pixels from the top, each {@code 0xRRGGBB} */
	static byte[] encode(int[] rgb, int width, int height, int dotsPerInch) {
		var out = new ByteArrayOutputStream();
		out.writeBytes(SIGNATURE);
		chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array());
		int dotsPerMetre = (int) Math.rint(dotsPerInch / 0.0254);
		chunk(out, "pHYs", ByteBuffer.allocate(9).putInt(dotsPerMetre).putInt(dotsPerMetre).put((byte) 1).array());
		chunk(out, "IDAT", deflate(rows(rgb, width, height)));
		chunk(out, "IEND", new byte[0]);
		return out.toByteArray();
	}

	/** Each row as differences from the row above (filter 2), which deflates well for drawings. */
	private static byte[] rows(int[] rgb, int width, int height) {
		var rows = ByteBuffer.allocate(height * (1 + 3 * width));
		for (int y = 0; y < height; y++) {
			rows.put((byte) 2);
			for (int x = 0; x < width; x++) {
				int here = rgb[y * width + x];
				int above = y == 0 ? 0 : rgb[(y - 1) * width + x];
				for (int shift = 16; shift >= 0; shift -= 8)
					rows.put((byte) ((here >> shift & 0xff) - (above >> shift & 0xff)));
			}
		}
		return rows.array();
	}

	private static byte[] deflate(byte[] data) {
		try (var deflater = new Deflater()) {
			deflater.setInput(data);
			deflater.finish();
			var out = new ByteArrayOutputStream();
			var buffer = new byte[1 << 16];
			while (!deflater.finished())
				out.write(buffer, 0, deflater.deflate(buffer));
			return out.toByteArray();
		}
	}

	private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
		byte[] body = ByteBuffer.allocate(4 + data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data).array();
		var check = new CRC32();
		check.update(body);
		out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
		out.writeBytes(body);
		out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
	}
}
