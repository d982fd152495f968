/**
 */
package org.physics4ml.model.experiment.impl;

import java.util.Collection;

import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.common.util.EList;

import org.eclipse.emf.ecore.EClass;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.eclipse.emf.ecore.util.EDataTypeEList;

import org.physics4ml.model.Point;

import org.physics4ml.model.experiment.DataSet;
import org.physics4ml.model.experiment.ExperimentPackage;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Data Set</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getFile <em>File</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getPoints <em>Points</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getTargets <em>Targets</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getLabels <em>Labels</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getClasses <em>Classes</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getFirstClasses <em>First Classes</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getCount <em>Count</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getScaling <em>Scaling</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getTestTargets <em>Test Targets</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.DataSetImpl#getTestLabels <em>Test Labels</em>}</li>
 * </ul>
 *
 * @generated
 */
public class DataSetImpl extends ElementImpl implements DataSet {
	/**
	 * The default value of the '{@link #getFile() <em>File</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFile()
	 * @generated
	 * @ordered
	 */
	protected static final String FILE_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getFile() <em>File</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFile()
	 * @generated
	 * @ordered
	 */
	protected String file = FILE_EDEFAULT;

	/**
	 * The cached value of the '{@link #getPoints() <em>Points</em>}' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPoints()
	 * @generated
	 * @ordered
	 */
	protected EList<Point> points;

	/**
	 * The cached value of the '{@link #getTargets() <em>Targets</em>}' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTargets()
	 * @generated
	 * @ordered
	 */
	protected EList<Point> targets;

	/**
	 * The default value of the '{@link #getLabels() <em>Labels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLabels()
	 * @generated
	 * @ordered
	 */
	protected static final String LABELS_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getLabels() <em>Labels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLabels()
	 * @generated
	 * @ordered
	 */
	protected String labels = LABELS_EDEFAULT;

	/**
	 * The default value of the '{@link #getClasses() <em>Classes</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getClasses()
	 * @generated
	 * @ordered
	 */
	protected static final Integer CLASSES_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getClasses() <em>Classes</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getClasses()
	 * @generated
	 * @ordered
	 */
	protected Integer classes = CLASSES_EDEFAULT;

	/**
	 * The default value of the '{@link #getFirstClasses() <em>First Classes</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFirstClasses()
	 * @generated
	 * @ordered
	 */
	protected static final Integer FIRST_CLASSES_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getFirstClasses() <em>First Classes</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFirstClasses()
	 * @generated
	 * @ordered
	 */
	protected Integer firstClasses = FIRST_CLASSES_EDEFAULT;

	/**
	 * The default value of the '{@link #getCount() <em>Count</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCount()
	 * @generated
	 * @ordered
	 */
	protected static final Integer COUNT_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getCount() <em>Count</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCount()
	 * @generated
	 * @ordered
	 */
	protected Integer count = COUNT_EDEFAULT;

	/**
	 * The default value of the '{@link #getScaling() <em>Scaling</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getScaling()
	 * @generated
	 * @ordered
	 */
	protected static final String SCALING_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getScaling() <em>Scaling</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getScaling()
	 * @generated
	 * @ordered
	 */
	protected String scaling = SCALING_EDEFAULT;

	/**
	 * The cached value of the '{@link #getTestTargets() <em>Test Targets</em>}' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTestTargets()
	 * @generated
	 * @ordered
	 */
	protected EList<Point> testTargets;

	/**
	 * The default value of the '{@link #getTestLabels() <em>Test Labels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTestLabels()
	 * @generated
	 * @ordered
	 */
	protected static final String TEST_LABELS_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getTestLabels() <em>Test Labels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTestLabels()
	 * @generated
	 * @ordered
	 */
	protected String testLabels = TEST_LABELS_EDEFAULT;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected DataSetImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return ExperimentPackage.Literals.DATA_SET;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getFile() {
		return file;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setFile(String newFile) {
		String oldFile = file;
		file = newFile;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.DATA_SET__FILE, oldFile, file));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<Point> getPoints() {
		if (points == null) {
			points = new EDataTypeEList<Point>(Point.class, this, ExperimentPackage.DATA_SET__POINTS);
		}
		return points;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<Point> getTargets() {
		if (targets == null) {
			targets = new EDataTypeEList<Point>(Point.class, this, ExperimentPackage.DATA_SET__TARGETS);
		}
		return targets;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getLabels() {
		return labels;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setLabels(String newLabels) {
		String oldLabels = labels;
		labels = newLabels;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.DATA_SET__LABELS, oldLabels, labels));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Integer getClasses() {
		return classes;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setClasses(Integer newClasses) {
		Integer oldClasses = classes;
		classes = newClasses;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.DATA_SET__CLASSES, oldClasses, classes));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Integer getFirstClasses() {
		return firstClasses;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setFirstClasses(Integer newFirstClasses) {
		Integer oldFirstClasses = firstClasses;
		firstClasses = newFirstClasses;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.DATA_SET__FIRST_CLASSES, oldFirstClasses, firstClasses));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Integer getCount() {
		return count;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setCount(Integer newCount) {
		Integer oldCount = count;
		count = newCount;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.DATA_SET__COUNT, oldCount, count));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getScaling() {
		return scaling;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setScaling(String newScaling) {
		String oldScaling = scaling;
		scaling = newScaling;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.DATA_SET__SCALING, oldScaling, scaling));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<Point> getTestTargets() {
		if (testTargets == null) {
			testTargets = new EDataTypeEList<Point>(Point.class, this, ExperimentPackage.DATA_SET__TEST_TARGETS);
		}
		return testTargets;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getTestLabels() {
		return testLabels;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setTestLabels(String newTestLabels) {
		String oldTestLabels = testLabels;
		testLabels = newTestLabels;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.DATA_SET__TEST_LABELS, oldTestLabels, testLabels));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case ExperimentPackage.DATA_SET__FILE:
				return getFile();
			case ExperimentPackage.DATA_SET__POINTS:
				return getPoints();
			case ExperimentPackage.DATA_SET__TARGETS:
				return getTargets();
			case ExperimentPackage.DATA_SET__LABELS:
				return getLabels();
			case ExperimentPackage.DATA_SET__CLASSES:
				return getClasses();
			case ExperimentPackage.DATA_SET__FIRST_CLASSES:
				return getFirstClasses();
			case ExperimentPackage.DATA_SET__COUNT:
				return getCount();
			case ExperimentPackage.DATA_SET__SCALING:
				return getScaling();
			case ExperimentPackage.DATA_SET__TEST_TARGETS:
				return getTestTargets();
			case ExperimentPackage.DATA_SET__TEST_LABELS:
				return getTestLabels();
		}
		return super.eGet(featureID, resolve, coreType);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@SuppressWarnings("unchecked")
	@Override
	public void eSet(int featureID, Object newValue) {
		switch (featureID) {
			case ExperimentPackage.DATA_SET__FILE:
				setFile((String)newValue);
				return;
			case ExperimentPackage.DATA_SET__POINTS:
				getPoints().clear();
				getPoints().addAll((Collection<? extends Point>)newValue);
				return;
			case ExperimentPackage.DATA_SET__TARGETS:
				getTargets().clear();
				getTargets().addAll((Collection<? extends Point>)newValue);
				return;
			case ExperimentPackage.DATA_SET__LABELS:
				setLabels((String)newValue);
				return;
			case ExperimentPackage.DATA_SET__CLASSES:
				setClasses((Integer)newValue);
				return;
			case ExperimentPackage.DATA_SET__FIRST_CLASSES:
				setFirstClasses((Integer)newValue);
				return;
			case ExperimentPackage.DATA_SET__COUNT:
				setCount((Integer)newValue);
				return;
			case ExperimentPackage.DATA_SET__SCALING:
				setScaling((String)newValue);
				return;
			case ExperimentPackage.DATA_SET__TEST_TARGETS:
				getTestTargets().clear();
				getTestTargets().addAll((Collection<? extends Point>)newValue);
				return;
			case ExperimentPackage.DATA_SET__TEST_LABELS:
				setTestLabels((String)newValue);
				return;
		}
		super.eSet(featureID, newValue);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void eUnset(int featureID) {
		switch (featureID) {
			case ExperimentPackage.DATA_SET__FILE:
				setFile(FILE_EDEFAULT);
				return;
			case ExperimentPackage.DATA_SET__POINTS:
				getPoints().clear();
				return;
			case ExperimentPackage.DATA_SET__TARGETS:
				getTargets().clear();
				return;
			case ExperimentPackage.DATA_SET__LABELS:
				setLabels(LABELS_EDEFAULT);
				return;
			case ExperimentPackage.DATA_SET__CLASSES:
				setClasses(CLASSES_EDEFAULT);
				return;
			case ExperimentPackage.DATA_SET__FIRST_CLASSES:
				setFirstClasses(FIRST_CLASSES_EDEFAULT);
				return;
			case ExperimentPackage.DATA_SET__COUNT:
				setCount(COUNT_EDEFAULT);
				return;
			case ExperimentPackage.DATA_SET__SCALING:
				setScaling(SCALING_EDEFAULT);
				return;
			case ExperimentPackage.DATA_SET__TEST_TARGETS:
				getTestTargets().clear();
				return;
			case ExperimentPackage.DATA_SET__TEST_LABELS:
				setTestLabels(TEST_LABELS_EDEFAULT);
				return;
		}
		super.eUnset(featureID);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public boolean eIsSet(int featureID) {
		switch (featureID) {
			case ExperimentPackage.DATA_SET__FILE:
				return FILE_EDEFAULT == null ? file != null : !FILE_EDEFAULT.equals(file);
			case ExperimentPackage.DATA_SET__POINTS:
				return points != null && !points.isEmpty();
			case ExperimentPackage.DATA_SET__TARGETS:
				return targets != null && !targets.isEmpty();
			case ExperimentPackage.DATA_SET__LABELS:
				return LABELS_EDEFAULT == null ? labels != null : !LABELS_EDEFAULT.equals(labels);
			case ExperimentPackage.DATA_SET__CLASSES:
				return CLASSES_EDEFAULT == null ? classes != null : !CLASSES_EDEFAULT.equals(classes);
			case ExperimentPackage.DATA_SET__FIRST_CLASSES:
				return FIRST_CLASSES_EDEFAULT == null ? firstClasses != null : !FIRST_CLASSES_EDEFAULT.equals(firstClasses);
			case ExperimentPackage.DATA_SET__COUNT:
				return COUNT_EDEFAULT == null ? count != null : !COUNT_EDEFAULT.equals(count);
			case ExperimentPackage.DATA_SET__SCALING:
				return SCALING_EDEFAULT == null ? scaling != null : !SCALING_EDEFAULT.equals(scaling);
			case ExperimentPackage.DATA_SET__TEST_TARGETS:
				return testTargets != null && !testTargets.isEmpty();
			case ExperimentPackage.DATA_SET__TEST_LABELS:
				return TEST_LABELS_EDEFAULT == null ? testLabels != null : !TEST_LABELS_EDEFAULT.equals(testLabels);
		}
		return super.eIsSet(featureID);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String toString() {
		if (eIsProxy()) return super.toString();

		StringBuilder result = new StringBuilder(super.toString());
		result.append(" (file: ");
		result.append(file);
		result.append(", points: ");
		result.append(points);
		result.append(", targets: ");
		result.append(targets);
		result.append(", labels: ");
		result.append(labels);
		result.append(", classes: ");
		result.append(classes);
		result.append(", firstClasses: ");
		result.append(firstClasses);
		result.append(", count: ");
		result.append(count);
		result.append(", scaling: ");
		result.append(scaling);
		result.append(", testTargets: ");
		result.append(testTargets);
		result.append(", testLabels: ");
		result.append(testLabels);
		result.append(')');
		return result.toString();
	}

} //DataSetImpl
