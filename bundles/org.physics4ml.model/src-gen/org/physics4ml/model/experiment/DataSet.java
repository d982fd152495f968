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
 * Points and the targets there, given one by one or in files.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getFile <em>File</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getPoints <em>Points</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getTargets <em>Targets</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getLabels <em>Labels</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getClasses <em>Classes</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getFirstClasses <em>First Classes</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getCount <em>Count</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getScaling <em>Scaling</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getTestTargets <em>Test Targets</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.DataSet#getTestLabels <em>Test Labels</em>}</li>
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

	/**
	 * Returns the value of the '<em><b>Labels</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Path of a file with the targets or labels where the file holds the points alone, as IDX files do; else null.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Labels</em>' attribute.
	 * @see #setLabels(String)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_Labels()
	 * @model
	 * @generated
	 */
	String getLabels();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.DataSet#getLabels <em>Labels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Labels</em>' attribute.
	 * @see #getLabels()
	 * @generated
	 */
	void setLabels(String value);

	/**
	 * Returns the value of the '<em><b>Classes</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number C of classes: a target is a label, a whole number from 0 to C - 1, and there is one output a class; null where targets are numbers.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Classes</em>' attribute.
	 * @see #setClasses(Integer)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_Classes()
	 * @model
	 * @generated
	 */
	Integer getClasses();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.DataSet#getClasses <em>Classes</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Classes</em>' attribute.
	 * @see #getClasses()
	 * @generated
	 */
	void setClasses(Integer value);

	/**
	 * Returns the value of the '<em><b>First Classes</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Rows with labels below this are taken, the others left out; null takes all classes.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>First Classes</em>' attribute.
	 * @see #setFirstClasses(Integer)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_FirstClasses()
	 * @model
	 * @generated
	 */
	Integer getFirstClasses();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.DataSet#getFirstClasses <em>First Classes</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>First Classes</em>' attribute.
	 * @see #getFirstClasses()
	 * @generated
	 */
	void setFirstClasses(Integer value);

	/**
	 * Returns the value of the '<em><b>Count</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The first so many rows are taken, after the choice of classes; null takes all.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Count</em>' attribute.
	 * @see #setCount(Integer)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_Count()
	 * @model
	 * @generated
	 */
	Integer getCount();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.DataSet#getCount <em>Count</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Count</em>' attribute.
	 * @see #getCount()
	 * @generated
	 */
	void setCount(Integer value);

	/**
	 * Returns the value of the '<em><b>Scaling</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What is done to the coordinates of the data and of the inputs: byte divides by 255, standard subtracts the mean of all coordinates of the data and divides by their standard deviation; null leaves them as they are.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Scaling</em>' attribute.
	 * @see #setScaling(String)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_Scaling()
	 * @model
	 * @generated
	 */
	String getScaling();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.DataSet#getScaling <em>Scaling</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Scaling</em>' attribute.
	 * @see #getScaling()
	 * @generated
	 */
	void setScaling(String value);

	/**
	 * Returns the value of the '<em><b>Test Targets</b></em>' attribute list.
	 * The list contents are of type {@link org.physics4ml.model.Point}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Target, or label, of each input, to compare predictions with; none where they are not known.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Test Targets</em>' attribute list.
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_TestTargets()
	 * @model unique="false" dataType="org.physics4ml.model.experiment.Point"
	 *        extendedMetaData="kind='element' name='testTarget'"
	 * @generated
	 */
	EList<Point> getTestTargets();

	/**
	 * Returns the value of the '<em><b>Test Labels</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Path of a file with the targets, or labels, of the inputs; null where there is none.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Test Labels</em>' attribute.
	 * @see #setTestLabels(String)
	 * @see org.physics4ml.model.experiment.ExperimentPackage#getDataSet_TestLabels()
	 * @model
	 * @generated
	 */
	String getTestLabels();

	/**
	 * Sets the value of the '{@link org.physics4ml.model.experiment.DataSet#getTestLabels <em>Test Labels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Test Labels</em>' attribute.
	 * @see #getTestLabels()
	 * @generated
	 */
	void setTestLabels(String value);

} // DataSet
