package org.physics4ml.model.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.emf.common.util.Enumerator;
import org.eclipse.emf.ecore.EDataType;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EEnumLiteral;
import org.eclipse.emf.ecore.EcorePackage;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.physics4ml.model.Json;
import org.physics4ml.model.Point;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.ExperimentPackage;

/** Values of the model's attributes to and from text and JSON. */
final class Conversions {

	private Conversions() {
	}

	/** What a value of the type is called in messages: "is not ...", "give ...". */
	static String expected(EDataType type) {
		if (type instanceof EEnum choices)
			return "one of " + choices.getELiterals().stream().map(EEnumLiteral::getLiteral).collect(Collectors.joining(", "));
		if (type == EcorePackage.Literals.EINT || type == EcorePackage.Literals.EINTEGER_OBJECT || type == EcorePackage.Literals.ELONG) return "an integer";
		if (isReal(type)) return "a number";
		if (type == ExperimentPackage.Literals.POINT) return "a list of numbers";
		return "text";
	}

	private static boolean isReal(EDataType type) {
		return type == EcorePackage.Literals.EDOUBLE || type == EcorePackage.Literals.EDOUBLE_OBJECT;
	}

	/** @throws IllegalArgumentException with a message for the user, where the text is no value of the type */
	static Object fromText(EDataType type, String text) {
		if (type == EcorePackage.Literals.ESTRING) return text;
		String word = text.strip();
		if (isReal(type)) return unsigned(Json.parseNumber(word));
		if (type == ExperimentPackage.Literals.POINT) return Point.parse(word);
		if (type == ExperimentPackage.Literals.VALUE) return Json.parseValue(word);
		return fromJson(type, Json.parseValue(word));
	}

	/** Inverse of {@link #fromText}. */
	static String toText(EDataType type, Object value) {
		if (value instanceof Double number) return Json.numberText(number);
		return EcoreUtil.convertToString(type, value);
	}

	/** @throws IllegalArgumentException with a message for the user, where the JSON is no value of the type */
	static Object fromJson(EDataType type, Object json) {
		if (type == ExperimentPackage.Literals.VALUE) return json;
		if (json == null && !type.getInstanceClass().isPrimitive() && type != ExperimentPackage.Literals.POINT) return null;
		if (type instanceof EEnum choices)
			return json instanceof String word && choices.getEEnumLiteralByLiteral(word) != null
					? choices.getEEnumLiteralByLiteral(word).getInstance() : unfit(type, json);
		if (type == ExperimentPackage.Literals.POINT) {
			if (!(json instanceof List<?> list) || !list.stream().allMatch(Number.class::isInstance)) return unfit(type, json);
			return new Point(list.stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray());
		}
		if (type == EcorePackage.Literals.ESTRING) {
			if (!(json instanceof String text)) return unfit(type, json);
			if (Xml.illegal(text) >= 0)
				throw new IllegalArgumentException("has a character that a file cannot hold, at position " + Xml.illegal(text));
			return text;
		}
		if (!(json instanceof Number number)) return unfit(type, json);
		if (isReal(type)) return unsigned(number.doubleValue());
		long integer = number.longValue();
		if (number instanceof Double real && real != Math.rint(real)) return unfit(type, json);
		boolean isLong = type == EcorePackage.Literals.ELONG;
		boolean fits = isLong ? !(number instanceof Double real) || Math.abs(real) < 0x1p63 : number.doubleValue() == (int) integer;
		if (!fits) throw new IllegalArgumentException(Json.write(number) + " is beyond the integers of " + (isLong ? "64" : "32") + " bits");
		if (isLong) return integer;
		return (int) integer;
	}

	/** Inverse of {@link #fromJson}. */
	static Object toJson(Object value) {
		return switch (value) {
		case Point point -> Arrays.stream(point.coordinates()).mapToObj(Conversions::number).toList();
		case Double number -> number(number);
		case Integer number -> number.longValue();
		case Enumerator word -> word.getLiteral();
		case null, default -> value;
		};
	}

	/** Numbers that are not finite have no JSON; they are shown as text. */
	private static Object number(double number) {
		return Double.isFinite(number) ? Json.number(number) : Double.toString(number);
	}

	/** Zero without its sign: EMF takes -0.0 for the default 0.0 and would lose it in a copy. */
	private static double unsigned(double number) {
		return number + 0.0;
	}

	private static Object unfit(EDataType type, Object value) {
		throw new IllegalArgumentException(Problem.quote(value instanceof String text ? text : Json.write(value)) + " is not " + expected(type));
	}
}
