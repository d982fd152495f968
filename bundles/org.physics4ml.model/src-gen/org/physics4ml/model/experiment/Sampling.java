/**
 */
package org.physics4ml.model.experiment;


/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Sampling</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * The budget of draws of each sweep cell.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.physics4ml.model.experiment.Sampling#getDraws <em>Draws</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.Sampling#getSampler <em>Sampler</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.Sampling#getTargetError <em>Target Error</em>}</li>
 * </ul>
 *
 * @see org.physics4ml.model.experiment.ExperimentPackage#getSampling()
 * @model
 * @generated
 */
public interface Sampling extends Element {
	/**
	 * Returns the value of the '<em><b>Draws</b></em>' attribute.
	 * The default value is <code>"10000"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of networks drawn; 0 asks for theory only.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Draws</em>' attribute.
	 * @see #setDraws(long)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getSampling_Draws()
	 * @model default="10000"
	 * @generated
	 */
	long getDraws();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.Sampling#getDraws <em>Draws</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Draws</em>' attribute.
	 * @see #getDraws()
	 * @generated
	 */
	void setDraws(long value);

	/**
	 * Returns the value of the '<em><b>Sampler</b></em>' attribute.
	 * The default value is <code>"auto"</code>.
	 * The literals are from the enumeration {@link org.physics4ml.model.experiment.Sampler}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Which path draws.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Sampler</em>' attribute.
	 * @see org.physics4ml.model.experiment.Sampler
	 * @see #setSampler(Sampler)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getSampling_Sampler()
	 * @model default="auto"
	 * @generated
	 */
	Sampler getSampler();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.Sampling#getSampler <em>Sampler</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Sampler</em>' attribute.
	 * @see org.physics4ml.model.experiment.Sampler
	 * @see #getSampler()
	 * @generated
	 */
	void setSampler(Sampler value);

	/**
	 * Returns the value of the '<em><b>Target Error</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Relative standard error to be reached; null where the draws alone decide.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Target Error</em>' attribute.
	 * @see #setTargetError(Double)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getSampling_TargetError()
	 * @model
	 * @generated
	 */
	Double getTargetError();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.Sampling#getTargetError <em>Target Error</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Target Error</em>' attribute.
	 * @see #getTargetError()
	 * @generated
	 */
	void setTargetError(Double value);

} // Sampling
