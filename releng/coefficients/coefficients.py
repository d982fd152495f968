#!/usr/bin/env python3
"""Derives the polynomials of org.physics4ml.compute.internal.Coefficients and prints that class.

Needs mpmath. Usage: coefficients.py > .../compute/internal/Coefficients.java
Every polynomial is the weighted minimax approximation (Remez exchange at 60 digits), rounded to doubles. The comment beside each states
the error that the rounded coefficients leave, in units of 2^-53 of the function that the polynomial serves.
"""
import sys
from mpmath import mp, mpf, matrix, lu_solve, exp, log, sin, cos, sqrt, pi, erf, erfc, atan, atanh, cos as mcos

mp.dps = 60

# Smallest weight: near its zeros the error needs no more care.
FLOOR = mpf("0.001")


def remez(function, weight, a, b, powers, rounds=12):
    """Coefficients c minimising max |weight(x) (function(x) - sum_i c_i x^powers_i)| on [a, b], and that maximum."""
    n = len(powers)
    nodes = [(a + b) / 2 - (b - a) / 2 * mcos(pi * k / n) for k in range(n + 1)]
    grid_size = 40 * (n + 1)
    grid = [(a + b) / 2 - (b - a) / 2 * mcos(pi * mpf(k) / grid_size) for k in range(grid_size + 1)]
    fs = [function(x) for x in grid]
    ws = [weight(x) for x in grid]
    for _ in range(rounds):
        m = matrix(n + 1, n + 1)
        v = matrix(n + 1, 1)
        for i, x in enumerate(nodes):
            for j, p in enumerate(powers):
                m[i, j] = x ** p
            m[i, n] = (-1) ** i / weight(x)
            v[i] = function(x)
        s = lu_solve(m, v)
        c = [s[j] for j in range(n)]
        e = [w * (f - sum(cj * x ** p for cj, p in zip(c, powers))) for x, f, w in zip(grid, fs, ws)]
        # alternating extrema of the error on the grid
        runs = []
        for k, ek in enumerate(e):
            if runs and (ek > 0) == (e[runs[-1]] > 0):
                if abs(ek) > abs(e[runs[-1]]):
                    runs[-1] = k
            else:
                runs.append(k)
        while len(runs) > n + 1:
            runs.pop(0 if abs(e[runs[0]]) < abs(e[runs[-1]]) else -1)
        if len(runs) < n + 1:
            break
        nodes = [grid[k] for k in runs]
        worst = max(abs(x) for x in e)
        if worst < abs(s[n]) * mpf("1.01"):
            break
    return c, max(abs(x) for x in e)


def rounded(function, weight, a, b, count, fixed=()):
    """The best coefficients of the powers 0..count-1 as doubles, the first of them `fixed`, and the error they leave."""
    rest = lambda x: function(x) - sum(d * x ** i for i, d in enumerate(fixed))
    c, _ = remez(rest, weight, a, b, list(range(len(fixed), count)))
    done = list(fixed) + [mpf(float(x)) for x in c]
    points = [a + (b - a) * mpf(k) / 2000 for k in range(2001)]
    error = max(abs(weight(x) * (function(x) - sum(d * x ** i for i, d in enumerate(done)))) for x in points)
    return [float(d) for d in done], float(error * 2 ** 53)


def series(name, values, error, what):
    print("\n\t/** %s; error %.2g. */" % (what, error))
    print("\tpublic static final double[] %s = { //" % name)
    print("\n".join("\t\t\t%s," % java(v) for v in values).rstrip(",") + " };")
    sys.stdout.flush()


def java(v):
    return float(v).hex().replace("0x1.0000000000000p", "0x1.0p")


def constant(name, value, bits=53):
    """The value to `bits` bits and the rest to 53."""
    from mpmath import floor, frexp
    m, e = frexp(value)
    scale = mpf(2) ** (bits - e)
    high = floor(value * scale + mpf(1) / 2) / scale
    return float(high), value - high


def main():
    print("""package org.physics4ml.compute.internal;

/**
 * Polynomials of the elementary functions: minimax fits made by {@code releng/coefficients/coefficients.py}, which
 * prints this class. Coefficients are in the order of the powers; errors are relative to the function served, in units
 * of 2<sup>-53</sup>.
 */
public final class Coefficients {

	private Coefficients() {
	}
""")
    ln2 = log(mpf(2))
    high, low = constant("LN2", ln2, 42)
    print("\t/** ln 2 in two pieces; a multiple of the first by an integer below 2^11 is exact. */")
    print("\tpublic static final double LN2_HIGH = %s, LN2_LOW = %s;" % (java(high), java(low)))
    print("\tpublic static final double LOG2_E = %s;" % java(1 / ln2))
    p1 = mpf(float(pi / 2))
    p2 = mpf(float(pi / 2 - p1))
    p3 = mpf(float(pi / 2 - p1 - p2))
    print("\n\t/** pi/2 in three pieces of 53 bits. */")
    print("\tpublic static final double HALF_PI_1 = %s, HALF_PI_2 = %s, HALF_PI_3 = %s;" % (java(p1), java(p2), java(p3)))
    print("\tpublic static final double TWO_OVER_PI = %s, TWO_PI = %s;" % (java(2 / pi), java(2 * pi)))

    # exp(r) = 1 + r + r^2 E(r)
    def e(r):
        if abs(r) < mpf(10) ** -20:
            return mpf(1) / 2
        return (exp(r) - 1 - r) / r ** 2
    bound = mpf("0.3475")
    v, err = rounded(e, lambda r: max(r ** 2, FLOOR) / exp(r), -bound, bound, 10, [mpf(1) / 2])
    series("EXP", v, err, "e<sup>r</sup> = 1 + r + r<sup>2</sup> sum<sub>i</sub> EXP_i r<sup>i</sup>, |r| &lt;= 0.3475")

    # log((1+s)/(1-s)) = 2 s + s^3 L(s^2)
    def l(z):
        if z < mpf(10) ** -20:
            return mpf(2) / 3
        s = sqrt(z)
        return (2 * atanh(s) - 2 * s) / s ** 3
    v, err = rounded(l, lambda z: max(z, FLOOR) / 2, mpf(0), mpf("0.0296"), 8)
    series("LOG", v, err, "ln((1 + s)/(1 - s)) = 2 s + s<sup>3</sup> sum<sub>i</sub> LOG_i s<sup>2i</sup>, |s| &lt;= 0.172")

    def s(z):
        if z < mpf(10) ** -20:
            return -mpf(1) / 6
        r = sqrt(z)
        return (sin(r) - r) / r ** 3
    zmax = mpf("0.79") ** 2
    v, err = rounded(s, lambda z: max(z, FLOOR), mpf(0), zmax, 6)
    series("SIN", v, err, "sin r = r + r<sup>3</sup> sum<sub>i</sub> SIN_i r<sup>2i</sup>, |r| &lt;= 0.79")

    def c(z):
        if z < mpf(10) ** -20:
            return mpf(1) / 24
        r = sqrt(z)
        return (cos(r) - 1 + z / 2) / z ** 2
    v, err = rounded(c, lambda z: max(z ** 2, FLOOR) / cos(sqrt(z)), mpf(0), zmax, 6)
    series("COS", v, err, "cos r = 1 - r<sup>2</sup>/2 + r<sup>4</sup> sum<sub>i</sub> COS_i r<sup>2i</sup>, |r| &lt;= 0.79")

    # atan(t) = t - t^3 A(t^2)
    def arc(z):
        if z < mpf(10) ** -20:
            return mpf(1) / 3
        t = sqrt(z)
        return (t - atan(t)) / t ** 3
    v, err = rounded(arc, lambda z: max(z, FLOOR) / (1 - z * arc(z)), mpf(0), mpf(1), 20)
    series("ATAN", v, err, "atan t = t - t<sup>3</sup> sum<sub>i</sub> ATAN_i t<sup>2i</sup>, 0 &lt;= t &lt;= 1")

    # erf(x) = 1 - exp(-x H(x))
    def h(x):
        if x == 0:
            return 2 / sqrt(pi)
        return -log(erfc(x)) / x
    def hw(x):
        if x == 0:
            return sqrt(pi) / 2
        return x * erfc(x) / erf(x)
    first = float(2 / sqrt(pi))
    v, err = rounded(h, hw, mpf(0), mpf(6), 25, [mpf(first)])
    print("\n\t/** -2/sqrt(pi) in two pieces. */")
    print("\tpublic static final double ERF_HIGH = %s, ERF_LOW = %s;" % (java(-v[0]), java(mpf(v[0]) - 2 / sqrt(pi))))
    series("ERF", [-c for c in v[1:]], err, "erf x = 1 - exp(-2 x/sqrt(pi) + x<sup>2</sup> sum<sub>i</sub> ERF_i x<sup>i</sup>), 0 &lt;= x &lt;= 6")

    a = mpf(4)
    def p(t):
        x = a * (1 + t) / (1 - t)
        return (x + a) * exp(x * x) * erfc(x)
    v, err = rounded(p, lambda t: 1 / p(t), mpf(-1), (27 - a) / (27 + a), 24)
    series("ERFCX", v, err, "e<sup>x<sup>2</sup></sup> erfc x = sum<sub>i</sub> ERFCX_i t<sup>i</sup>/(x + 4), t = (x - 4)/(x + 4), 0 &lt;= x &lt;= 27")
    print("}")


if __name__ == "__main__":
    main()
