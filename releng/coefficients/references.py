#!/usr/bin/env python3
"""Writes reference values of the elementary functions, for the tests of org.physics4ml.compute.math.

Needs mpmath. Usage: references.py [POINTS] > .../test/org/physics4ml/compute/math/elementary.csv
A row is function,x,high,low: x a double, f(x) = high + low to 100 bits and more (low is 0 where high is not normal).
"""
import random
import sys
from mpmath import mp, mpf, cos, erf, erfc, exp, expm1, log, log1p, sin, sqrt, tanh

mp.dps = 60


def phi(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x > -100 else exp(x) / (1 + exp(x))


FUNCTIONS = {
    "exp": (exp, (-745, 709.7), None),
    "expm1": (expm1, (-45, 709.7), None),
    "log": (log, None, (-1074, 1023)),
    "log1p": (log1p, (-1, 40), (-300, 1023)),
    "sin": (sin, (-20, 20), (-40, 1023)),
    "cos": (cos, (-20, 20), (-40, 1023)),
    "tanh": (tanh, (-23, 23), None),
    "erf": (erf, (-6.5, 6.5), None),
    "erfc": (erfc, (-6.5, 27), None),
    "normalCdf": (phi, (-38, 9), None),
    "gaussian": (lambda x: exp(-x * x / 2), (-38, 38), None),
    "gelu": (lambda x: x * phi(x), (-37, 9), None),
    "sigmoid": (sigmoid, (-700, 60), None),
    "softplus": (lambda x: log1p(exp(x)), (-700, 60), None),
    "silu": (lambda x: x * sigmoid(x), (-700, 60), None),
}


def points(domain, exponents, count, rng):
    """Evenly distributed in the domain, near 0 on both sides, and over the exponents where they are given."""
    result = []
    for k in range(count):
        if k % 3 == 0 and exponents:
            x = rng.uniform(1, 2) * 2.0 ** rng.uniform(*exponents)
        elif k % 3 == 1 or not domain:
            x = rng.choice((-1, 1)) * rng.uniform(1, 2) * 2.0 ** rng.randint(-45, 1)
            x = x if domain else abs(x)
        else:
            x = rng.uniform(*domain) if k % 2 else max(domain[0], min(domain[1], rng.gauss(0, 2)))
        if domain is None or exponents or domain[0] <= x <= domain[1]:
            result.append(x)
    if exponents and exponents[1] > 1000 and domain == (-20, 20):
        # next to multiples of pi/2, where the reduction cancels most
        result += [float(mp.pi / 2 * n) for n in [1, 2, 3, 4, 5, 11, 22, 355, 710, 1000003, 2 ** 20 + 1, 683565275]]
    return result


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rng = random.Random(20)
    for name, (function, domain, exponents) in FUNCTIONS.items():
        for x in points(domain, exponents, count, rng):
            if name == "log1p" and x <= -1:
                continue
            with mp.workdps(700 if abs(x) > 1e20 and name in ("sin", "cos") else 60):
                y = function(mpf(x))
                high = float(y)
                if high == float("inf"):
                    continue
                low = float(y - mpf(high)) if abs(high) > 1e-290 else 0.0
            print("%s,%s,%s,%s" % (name, x.hex(), high.hex(), low.hex()))


if __name__ == "__main__":
    main()
