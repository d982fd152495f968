package org.physics4ml.model;

/**
 * Content of an experiment file that this version does not know, as it stood there: nothing is lost by opening and saving.
 *
 * @param kind     what it is
 * @param child    element name of the known child before which it stood (or inside of which, see {@code inside}); empty after the
 *                 last known child and for the element's own attributes
 * @param index    which of the children of that name, from 0
 * @param inside   whether it stood in a child that holds text only, such as a point
 * @param name     qualified name of an attribute or an element; else empty
 * @param text     value of an attribute; XML of an element; text of a comment, of an instruction or between elements
 * @param harmless whether no version could give it a meaning: comments, other namespaces
 */
public record Foreign(Kind kind, String child, int index, boolean inside, String name, String text, boolean harmless) {

	/** Kinds of content. */
	public enum Kind {
		ATTRIBUTE, ELEMENT, TEXT, COMMENT, INSTRUCTION
	}

	/** {@link #child} of what stood before the root element. */
	public static final String PROLOG = "<";

	/** {@link #child} of what stood after the root element. */
	public static final String EPILOG = ">";
}
