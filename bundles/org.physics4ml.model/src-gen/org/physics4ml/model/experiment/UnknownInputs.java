/**
 */
package org.physics4ml.model.experiment;


/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Unknown Inputs</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * Inputs of a kind that this version does not know; kept as they are.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.physics4ml.model.experiment.UnknownInputs#getKind <em>Kind</em>}</li>
 * </ul>
 *
 * @see org.physics4ml.model.experiment.ExperimentPackage#getUnknownInputs()
 * @model
 * @generated
 */
public interface UnknownInputs extends Inputs {
	/**
	 * Returns the value of the '<em><b>Kind</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The kind named in the file.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Kind</em>' attribute.
	 * @see #setKind(String)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getUnknownInputs_Kind()
	 * @model
	 * @generated
	 */
	String getKind();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.UnknownInputs#getKind <em>Kind</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Kind</em>' attribute.
	 * @see #getKind()
	 * @generated
	 */
	void setKind(String value);

} // UnknownInputs
