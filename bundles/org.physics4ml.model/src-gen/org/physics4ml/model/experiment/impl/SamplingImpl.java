/**
 */
package org.physics4ml.model.experiment.impl;

import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.ecore.EClass;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.physics4ml.model.experiment.ExperimentPackage;
import org.physics4ml.model.experiment.Sampler;
import org.physics4ml.model.experiment.Sampling;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Sampling</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.physics4ml.model.experiment.impl.SamplingImpl#getDraws <em>Draws</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.SamplingImpl#getSampler <em>Sampler</em>}</li>
 *   <li>{@link org.physics4ml.model.experiment.impl.SamplingImpl#getTargetError <em>Target Error</em>}</li>
 * </ul>
 *
 * @generated
 */
public class SamplingImpl extends ElementImpl implements Sampling {
	/**
	 * The default value of the '{@link #getDraws() <em>Draws</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getDraws()
	 * @generated
	 * @ordered
	 */
	protected static final long DRAWS_EDEFAULT = 10000L;

	/**
	 * The cached value of the '{@link #getDraws() <em>Draws</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getDraws()
	 * @generated
	 * @ordered
	 */
	protected long draws = DRAWS_EDEFAULT;

	/**
	 * The default value of the '{@link #getSampler() <em>Sampler</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSampler()
	 * @generated
	 * @ordered
	 */
	protected static final Sampler SAMPLER_EDEFAULT = Sampler.AUTO;

	/**
	 * The cached value of the '{@link #getSampler() <em>Sampler</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSampler()
	 * @generated
	 * @ordered
	 */
	protected Sampler sampler = SAMPLER_EDEFAULT;

	/**
	 * The default value of the '{@link #getTargetError() <em>Target Error</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTargetError()
	 * @generated
	 * @ordered
	 */
	protected static final Double TARGET_ERROR_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getTargetError() <em>Target Error</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTargetError()
	 * @generated
	 * @ordered
	 */
	protected Double targetError = TARGET_ERROR_EDEFAULT;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected SamplingImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return ExperimentPackage.Literals.SAMPLING;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public long getDraws() {
		return draws;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setDraws(long newDraws) {
		long oldDraws = draws;
		draws = newDraws;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.SAMPLING__DRAWS, oldDraws, draws));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Sampler getSampler() {
		return sampler;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setSampler(Sampler newSampler) {
		Sampler oldSampler = sampler;
		sampler = newSampler == null ? SAMPLER_EDEFAULT : newSampler;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.SAMPLING__SAMPLER, oldSampler, sampler));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Double getTargetError() {
		return targetError;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setTargetError(Double newTargetError) {
		Double oldTargetError = targetError;
		targetError = newTargetError;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, ExperimentPackage.SAMPLING__TARGET_ERROR, oldTargetError, targetError));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case ExperimentPackage.SAMPLING__DRAWS:
				return getDraws();
			case ExperimentPackage.SAMPLING__SAMPLER:
				return getSampler();
			case ExperimentPackage.SAMPLING__TARGET_ERROR:
				return getTargetError();
		}
		return super.eGet(featureID, resolve, coreType);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void eSet(int featureID, Object newValue) {
		switch (featureID) {
			case ExperimentPackage.SAMPLING__DRAWS:
				setDraws((Long)newValue);
				return;
			case ExperimentPackage.SAMPLING__SAMPLER:
				setSampler((Sampler)newValue);
				return;
			case ExperimentPackage.SAMPLING__TARGET_ERROR:
				setTargetError((Double)newValue);
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
			case ExperimentPackage.SAMPLING__DRAWS:
				setDraws(DRAWS_EDEFAULT);
				return;
			case ExperimentPackage.SAMPLING__SAMPLER:
				setSampler(SAMPLER_EDEFAULT);
				return;
			case ExperimentPackage.SAMPLING__TARGET_ERROR:
				setTargetError(TARGET_ERROR_EDEFAULT);
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
			case ExperimentPackage.SAMPLING__DRAWS:
				return draws != DRAWS_EDEFAULT;
			case ExperimentPackage.SAMPLING__SAMPLER:
				return sampler != SAMPLER_EDEFAULT;
			case ExperimentPackage.SAMPLING__TARGET_ERROR:
				return TARGET_ERROR_EDEFAULT == null ? targetError != null : !TARGET_ERROR_EDEFAULT.equals(targetError);
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
		result.append(" (draws: ");
		result.append(draws);
		result.append(", sampler: ");
		result.append(sampler);
		result.append(", targetError: ");
		result.append(targetError);
		result.append(')');
		return result.toString();
	}

} //SamplingImpl
