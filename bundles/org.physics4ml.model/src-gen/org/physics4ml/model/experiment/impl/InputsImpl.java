/**
 */
package org.physics4ml.model.experiment.impl;

import org.eclipse.emf.ecore.EClass;

import org.physics4ml.model.experiment.ExperimentPackage;
import org.physics4ml.model.experiment.Inputs;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Inputs</b></em>'.
 * <!-- end-user-doc -->
 *
 * @generated
 */
public abstract class InputsImpl extends ElementImpl implements Inputs {
	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected InputsImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return ExperimentPackage.Literals.INPUTS;
	}

} //InputsImpl
