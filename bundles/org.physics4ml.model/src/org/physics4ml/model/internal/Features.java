package org.physics4ml.model.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.ExtendedMetaData;
import org.physics4ml.model.experiment.ExperimentPackage;

/** How features of the model stand in a file: as attribute or element, under which name. The model's annotations say it. */
final class Features {

	/** Attribute of {@code inputs} that names their kind. */
	static final String KIND = "kind";

	private static final Map<EClass, List<EStructuralFeature>> FEATURES = ExperimentPackage.eINSTANCE.getEClassifiers().stream()
			.filter(EClass.class::isInstance).map(EClass.class::cast).collect(Collectors.toMap(type -> type,
					type -> type.getEAllStructuralFeatures().stream().filter(feature -> feature != ExperimentPackage.Literals.ELEMENT__FOREIGN).toList()));

	private Features() {
	}

	/** All in the order of the file but the content that this version does not know. */
	static List<EStructuralFeature> of(EClass type) {
		return FEATURES.get(type);
	}

	static boolean isElement(EStructuralFeature feature) {
		return feature instanceof EReference || ExtendedMetaData.INSTANCE.getFeatureKind(feature) == ExtendedMetaData.ELEMENT_FEATURE;
	}

	static String name(EStructuralFeature feature) {
		return ExtendedMetaData.INSTANCE.getName(feature);
	}

	/** The feature of that name in the file; null where there is none. */
	static EStructuralFeature find(EClass type, String name, boolean element) {
		for (var feature : of(type))
			if (isElement(feature) == element && name(feature).equals(name)) return feature;
		return null;
	}

	/** Position of the children of that name in a file, the end where there are no such children. */
	static int position(EClass type, String name) {
		var features = of(type);
		for (int i = 0; i < features.size(); i++)
			if (isElement(features.get(i)) && name(features.get(i)).equals(name)) return i;
		return Integer.MAX_VALUE;
	}

	/** The class of inputs of that kind; null where this version has none. */
	static EClass inputs(String kind) {
		for (var classifier : ExperimentPackage.eINSTANCE.getEClassifiers())
			if (classifier instanceof EClass type && isInputs(type) && kind(type).equals(kind)) return type;
		return null;
	}

	static boolean isInputs(EClass type) {
		return ExperimentPackage.Literals.INPUTS.isSuperTypeOf(type) && !type.isAbstract() && type != ExperimentPackage.Literals.UNKNOWN_INPUTS;
	}

	static String kind(EClass inputs) {
		return ExtendedMetaData.INSTANCE.getName(inputs);
	}
}
