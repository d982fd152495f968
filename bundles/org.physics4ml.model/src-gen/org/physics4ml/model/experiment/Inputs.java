/**
 */
package org.physics4ml.model.experiment;


/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Inputs</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * A set of points of one dimension.
 * <!-- end-model-doc -->
 *
 *
 * @see org.physics4ml.model.experiment.ExperimentPackage#getInputs()
 * @model abstract="true"
 * @generated
 */
public interface Inputs extends Element {
} // Inputs
