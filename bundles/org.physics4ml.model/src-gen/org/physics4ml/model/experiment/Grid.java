/**
 */
package org.physics4ml.model.experiment;

import org.eclipse.emf.common.util.EList;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Grid</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * The points of a rectangular grid, ends included; the last axis runs fastest.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.physics4ml.model.experiment.Grid#getAxes <em>Axes</em>}</li>
 * </ul>
 *
 * @see org.physics4ml.model.experiment.ExperimentPackage#getGrid()
 * @model extendedMetaData="name='grid'"
 * @generated
 */
public interface Grid extends Inputs {
	/**
	 * Returns the value of the '<em><b>Axes</b></em>' containment reference list.
	 * The list contents are of type {@link org.physics4ml.model.experiment.GridAxis}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * One axis a dimension.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Axes</em>' containment reference list.
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getGrid_Axes()
	 * @model containment="true"
	 *        extendedMetaData="kind='element' name='axis'"
	 * @generated
	 */
	EList<GridAxis> getAxes();

} // Grid
