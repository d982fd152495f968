/**
 */
package org.physics4ml.model.experiment;

import org.eclipse.emf.common.util.EList;

import org.physics4ml.model.Point;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Data Set</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * Points and the targets there, given one by one or in a file.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getFile <em>File</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getPoints <em>Points</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getTargets <em>Targets</em>}</li>
 * </ul>
 *
 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet()
 * @model
 * @generated
 */
public interface DataSet extends Element {
	/**
	 * Returns the value of the '<em><b>File</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Path, relative to the experiment file; null where the data are given here.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>File</em>' attribute.
	 * @see #setFile(String)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_File()
	 * @model
	 * @generated
	 */
	String getFile();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.DataSet#getFile <em>File</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>File</em>' attribute.
	 * @see #getFile()
	 * @generated
	 */
	void setFile(String value);

	/**
	 * Returns the value of the '<em><b>Points</b></em>' attribute list.
	 * The list contents are of type {@link org.physics4ml.model.Point}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Points of the data.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Points</em>' attribute list.
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_Points()
	 * @model unique="false" dataType="org.physics4ml.model.experiment.Point"
	 *        extendedMetaData="kind='element' name='point'"
	 * @generated
	 */
	EList<Point> getPoints();

	/**
	 * Returns the value of the '<em><b>Targets</b></em>' attribute list.
	 * The list contents are of type {@link org.physics4ml.model.Point}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Target of each point, one value an output.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Targets</em>' attribute list.
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_Targets()
	 * @model unique="false" dataType="org.physics4ml.model.experiment.Point"
	 *        extendedMetaData="kind='element' name='target'"
	 * @generated
	 */
	EList<Point> getTargets();

} // DataSet
