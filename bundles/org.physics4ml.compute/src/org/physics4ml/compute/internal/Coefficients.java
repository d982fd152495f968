package org.physics4ml.compute.internal;

/**
 * Polynomials of the elementary functions: minimax fits made by {@code releng/coefficients/coefficients.py}, which
 * prints this class. Coefficients are in the order of the powers; errors are relative to the function served, in units
 * of 2<sup>-53</sup>.
 */
public final class Coefficients {

	private Coefficients() {
	}

	/** ln 2 in two pieces; a multiple of the first by an integer below 2^11 is exact. */
	public static final double LN2_HIGH = 0x1.62e42fefa3800p-1, LN2_LOW = 0x1.ef35793c76730p-45;
	public static final double LOG2_E = 0x1.71547652b82fep+0;

	/** pi/2 in three pieces of 53 bits. */
	public static final double HALF_PI_1 = 0x1.921fb54442d18p+0, HALF_PI_2 = 0x1.1a62633145c07p-54, HALF_PI_3 = -0x1.f1976b7ed8fbcp-110;
	public static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1, TWO_PI = 0x1.921fb54442d18p+2;

	/** e<sup>r</sup> = 1 + r + r<sup>2</sup> sum<sub>i</sub> EXP_i r<sup>i</sup>, |r| &lt;= 0.3475; error 0.23. */
	public static final double[] EXP = { //
			0x1.0p-1,
			0x1.5555555554e90p-3,
			0x1.5555555553a7ap-5,
			0x1.11111112d9dd0p-7,
			0x1.6c16c17a38c0ep-10,
			0x1.a019f7ab6082ep-13,
			0x1.a019b2c57f152p-16,
			0x1.71f4cee79fbc6p-19,
			0x1.28985a84827ecp-22,
			0x1.8abe0d71051bfp-26 };

	/** ln((1 + s)/(1 - s)) = 2 s + s<sup>3</sup> sum<sub>i</sub> LOG_i s<sup>2i</sup>, |s| &lt;= 0.172; error 0.0022. */
	public static final double[] LOG = { //
			0x1.5555555555555p-1,
			0x1.9999999999c53p-2,
			0x1.24924924445b4p-2,
			0x1.c71c7241ac2dep-3,
			0x1.745ce4288cb88p-3,
			0x1.3b1fd2497abc5p-3,
			0x1.0f6d0ab75c022p-3,
			0x1.0ee3e887d3561p-3 };

	/** sin r = r + r<sup>3</sup> sum<sub>i</sub> SIN_i r<sup>2i</sup>, |r| &lt;= 0.79; error 0.039. */
	public static final double[] SIN = { //
			-0x1.5555555555548p-3,
			0x1.111111110f70cp-7,
			-0x1.a01a019be1c7cp-13,
			0x1.71de354c9ea9fp-19,
			-0x1.ae5e435533754p-26,
			0x1.5d8894db103c1p-33 };

	/** cos r = 1 - r<sup>2</sup>/2 + r<sup>4</sup> sum<sub>i</sub> COS_i r<sup>2i</sup>, |r| &lt;= 0.79; error 0.012. */
	public static final double[] COS = { //
			0x1.555555555554cp-5,
			-0x1.6c16c16c150d7p-10,
			0x1.a01a019c96f29p-16,
			-0x1.27e4f7f14c861p-22,
			0x1.1ee9d887fcf64p-29,
			-0x1.8fa3895224102p-37 };

	/** atan t = t - t<sup>3</sup> sum<sub>i</sub> ATAN_i t<sup>2i</sup>, 0 &lt;= t &lt;= 1; error 0.4. */
	public static final double[] ATAN = { //
			0x1.5555555555526p-2,
			-0x1.9999999995548p-3,
			0x1.249249237e239p-3,
			-0x1.c71c717f948b0p-4,
			0x1.745d11aaf3b17p-4,
			-0x1.3b13667614996p-4,
			0x1.110e501e09973p-4,
			-0x1.e1bb9b30eaec7p-5,
			0x1.ae5e449aa1195p-5,
			-0x1.82da45975b36dp-5,
			0x1.59a2979b0066ap-5,
			-0x1.2c2ba81a9e791p-5,
			0x1.e9f1e4a487cb2p-6,
			-0x1.68333458920ddp-6,
			0x1.c77e790b84835p-7,
			-0x1.d7a18249bcf80p-8,
			0x1.7a2211d29e4c6p-9,
			-0x1.b3da9066b1d24p-11,
			0x1.3f1b29260240ep-13,
			-0x1.bbc3439939e9ep-17 };

	/** -2/sqrt(pi) in two pieces. */
	public static final double ERF_HIGH = -0x1.20dd750429b6dp+0, ERF_LOW = -0x1.1ae3a914fed80p-56;

	/** erf x = 1 - exp(-2 x/sqrt(pi) + x<sup>2</sup> sum<sub>i</sub> ERF_i x<sup>i</sup>), 0 &lt;= x &lt;= 6; error 0.21. */
	public static final double[] ERF = { //
			-0x1.45f306dc9c8bap-1,
			-0x1.a4f4e2a1adaa3p-4,
			0x1.396685921b868p-6,
			0x1.b6b697858e120p-13,
			-0x1.bca687935ce61p-10,
			0x1.3565ce3eaba48p-11,
			-0x1.b267afe452797p-16,
			-0x1.0e5615fd5b974p-14,
			0x1.f154c699cac7ap-16,
			-0x1.b7dc0410bee44p-19,
			-0x1.92853533b0f30p-19,
			0x1.ff623042d5d66p-20,
			-0x1.f4fe120931147p-22,
			-0x1.cfe080f815ab5p-25,
			0x1.a9869ec768302p-24,
			-0x1.9dad57974d9d0p-25,
			0x1.04e1848a1b964p-26,
			-0x1.e05dadeccf1e0p-29,
			0x1.4bcede7a34af7p-31,
			-0x1.560a4fd28ff19p-34,
			0x1.ff53c06c6521cp-38,
			-0x1.0592434c401edp-41,
			0x1.46afe97b44b9dp-46,
			-0x1.75c4531142fb3p-52 };

	/** e<sup>x<sup>2</sup></sup> erfc x = sum<sub>i</sub> ERFCX_i t<sup>i</sup>/(x + 4), t = (x - 4)/(x + 4), 0 &lt;= x &lt;= 27; error 0.53. */
	public static final double[] ERFCX = { //
			0x1.18932bf08e154p+0,
			-0x1.f3fe31ecb49bfp-1,
			0x1.8be202d26c707p-1,
			-0x1.14eacb1ad033ep-1,
			0x1.52cac2371009fp-2,
			-0x1.645fd8a4bbf8ap-3,
			0x1.38dbd2c8e7c84p-4,
			-0x1.b00c052c43a05p-6,
			0x1.908f471e83232p-8,
			-0x1.269b52062768bp-12,
			-0x1.dd2841b2a9eddp-12,
			0x1.72cda6c4be31cp-13,
			-0x1.e7f3e4e05454fp-19,
			-0x1.3c6ec7eef659dp-16,
			0x1.3b1ea52737e7ap-18,
			0x1.7e52016a2ba45p-20,
			-0x1.c7c88bc6675ffp-21,
			-0x1.462b691b891f9p-24,
			0x1.13030991f2272p-23,
			0x1.e8c5ea446ad82p-30,
			-0x1.403f3d33a9a7ap-26,
			-0x1.cb6522f47964ap-31,
			0x1.2361d440732ddp-29,
			0x1.cfed168386d98p-32 };
}
