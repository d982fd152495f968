package org.physics4ml.model.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;

/** Characters of an XML file's bytes: byte order mark, else declaration, else UTF-8 (XML 1.0, appendix F). */
public final class XmlEncoding {

	private static final int DECLARATION = 200;
	private static final Pattern ENCODING = Pattern.compile("^<\\?xml\\s[^>]*\\bencoding\\s*=\\s*[\"']([^\"']*)[\"']");

	private XmlEncoding() {
	}

	/** The text without its byte order mark. */
	public static String decode(byte[] bytes) throws InvalidExperimentException {
		var charset = charset(bytes);
		var buffer = ByteBuffer.wrap(bytes);
		try {
			String text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT).decode(buffer).toString();
			return text.startsWith("\ufeff") ? text.substring(1) : text;
		} catch (CharacterCodingException _) {
			throw XmlParser.invalid("is not text in " + charset.name() + " (at byte " + buffer.position() + ')',
					"save it as UTF-8, or name its encoding in the first line");
		}
	}

	private static Charset charset(byte[] bytes) throws InvalidExperimentException {
		int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
		if (first == 0xfeff || first == '<') return StandardCharsets.UTF_16BE;
		if (first == 0xfffe || first == '<' << 8) return StandardCharsets.UTF_16LE;
		int length = Math.min(bytes.length, DECLARATION);
		var declared = ENCODING.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
		if (!declared.find()) return StandardCharsets.UTF_8;
		try {
			return Charset.forName(declared.group(1));
		} catch (IllegalArgumentException _) {
			throw XmlParser.invalid("its first line names the encoding " + Problem.quote(declared.group(1)) + ", which is unknown", "save it as UTF-8");
		}
	}
}
