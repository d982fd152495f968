/**
 */
package org.physics4ml.model.experiment;

import org.eclipse.emf.common.util.EList;

import org.eclipse.emf.ecore.EObject;

import org.physics4ml.model.Foreign;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Element</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * What every element of an experiment file has: content that this version does not know is kept and saved back.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.physics4ml.model.experiment.Element#getForeign <em>Foreign</em>}</li>
 * </ul>
 *
 * @see org.physics4ml.model.experiment.ExperimentPackage#getElement()
 * @model abstract="true"
 * @generated
 */
public interface Element extends EObject {
	/**
	 * Returns the value of the '<em><b>Foreign</b></em>' attribute list.
	 * The list contents are of type {@link org.physics4ml.model.Foreign}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Comments and unknown attributes, elements and text, in the order of the file; not part of the experiment's meaning.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Foreign</em>' attribute list.
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getElement_Foreign()
	 * @model unique="false" dataType="org.physics4ml.model.experiment.Foreign"
	 * @generated
	 */
	EList<Foreign> getForeign();

} // Element
