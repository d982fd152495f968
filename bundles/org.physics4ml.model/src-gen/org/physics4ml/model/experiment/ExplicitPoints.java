/**
 */
package org.physics4ml.model.experiment;

import org.eclipse.emf.common.util.EList;

import org.physics4ml.model.Point;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Explicit Points</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * Points given one by one; equal points are allowed.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.physics4ml.model.experiment.ExplicitPoints#getPoints <em>Points</em>}</li>
 * </ul>
 *
 * @see org.physics4ml.model.experiment.ExperimentPackage#getExplicitPoints()
 * @model extendedMetaData="name='points'"
 * @generated
 */
public interface ExplicitPoints extends Inputs {
	/**
	 * Returns the value of the '<em><b>Points</b></em>' attribute list.
	 * The list contents are of type {@link org.physics4ml.model.Point}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The points.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Points</em>' attribute list.
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getExplicitPoints_Points()
	 * @model unique="false" dataType="org.physics4ml.model.experiment.Point"
	 *        extendedMetaData="kind='element' name='point'"
	 * @generated
	 */
	EList<Point> getPoints();

} // ExplicitPoints
